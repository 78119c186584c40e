import type { CSSProperties } from 'react'
import type { SheetStroke } from '#lib/print/note-sheet.ts'

const drawable = /^data:image\/(png|jpeg);base64,/

/** A handwritten signature as it was drawn. A picture that is neither PNG nor JPEG is not shown. */
export function StrokeMark({
  stroke,
  label,
  className,
  style,
}: {
  stroke: SheetStroke
  label: string
  className: string
  style?: CSSProperties
}) {
  if (stroke.kind === 'image') {
    if (!drawable.test(stroke.dataUrl)) return null
    return <img src={stroke.dataUrl} alt={label} className={className} style={style} />
  }
  return (
    <svg
      role="img"
      aria-label={label}
      className={className}
      style={style}
      viewBox={`0 0 ${stroke.width} ${stroke.height}`}
      preserveAspectRatio="xMaxYMid meet"
    >
      <path
        d={stroke.path}
        fill="none"
        stroke="currentColor"
        strokeWidth={stroke.height / 40}
        strokeLinecap="round"
      />
    </svg>
  )
}
