import type { CSSProperties } from 'react'
import { stampColour, voidStamp } from '#lib/print/void-stamp.ts'

/**
 * The 作废 stamp, askew, its middle where `className` and `style` put its corner (R13). It has one colour, red.
 */
export function VoidStampMark({
  word,
  moment,
  className,
  style,
}: {
  word: string
  moment: string
  className: string
  style?: CSSProperties
}) {
  const stamp = voidStamp(word, moment)
  const inset = stamp.frameMm / 2
  const text = (part: { text: string; pt: number; baselineMm: number }) => (
    <text x={stamp.widthMm / 2} y={part.baselineMm} fontSize={part.pt * 0.3528} textAnchor="middle">
      {part.text}
    </text>
  )
  return (
    <svg
      className={className}
      role="img"
      aria-label={`${word} ${moment}`}
      viewBox={`0 0 ${stamp.widthMm} ${stamp.heightMm}`}
      style={{
        color: stampColour,
        width: `${stamp.widthMm}mm`,
        height: `${stamp.heightMm}mm`,
        transform: `translate(-50%, -50%) rotate(${stamp.angle}deg)`,
        ...style,
      }}
      fill="currentColor"
    >
      <rect
        x={inset}
        y={inset}
        width={stamp.widthMm - stamp.frameMm}
        height={stamp.heightMm - stamp.frameMm}
        rx={1.5}
        fill="none"
        stroke="currentColor"
        strokeWidth={stamp.frameMm}
      />
      {text(stamp.word)}
      {text(stamp.moment)}
    </svg>
  )
}
