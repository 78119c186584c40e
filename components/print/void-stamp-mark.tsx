import { stampColour, voidStamp } from '#lib/print/void-stamp.ts'

/** The 作废 stamp drawn over its nearest positioned parent, in the middle and askew (R13). */
export function VoidStampMark({
  word,
  moment,
  className,
}: {
  word: string
  moment: string
  className: string
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
        width: `${stamp.widthMm}mm`,
        height: `${stamp.heightMm}mm`,
        transform: `translate(-50%, -50%) rotate(${stamp.angle}deg)`,
      }}
      fill={stampColour}
    >
      <rect
        x={inset}
        y={inset}
        width={stamp.widthMm - stamp.frameMm}
        height={stamp.heightMm - stamp.frameMm}
        rx={1.5}
        fill="none"
        stroke={stampColour}
        strokeWidth={stamp.frameMm}
      />
      {text(stamp.word)}
      {text(stamp.moment)}
    </svg>
  )
}
