import { classNames } from './class-names.ts'

/**
 * The red stamp, slanted, in two rings of ink. `label` is what it says and what is read out;
 * `detail` is the small line under it, a date or a number.
 */
export function VoidStamp({
  label,
  detail,
  className,
}: {
  label: string
  detail?: string
  className?: string
}) {
  return (
    <svg
      viewBox="0 0 200 110"
      role="img"
      aria-label={detail === undefined ? label : `${label} ${detail}`}
      className={classNames('pointer-events-none w-40 -rotate-12 text-void', className)}
      fill="none"
      stroke="currentColor"
    >
      <rect x="5" y="5" width="190" height="100" rx="10" strokeWidth="5" />
      <rect x="13" y="13" width="174" height="84" rx="5" strokeWidth="1.5" />
      <text
        x="100"
        y={detail === undefined ? 74 : 66}
        textAnchor="middle"
        fontSize="52"
        fontWeight="700"
        letterSpacing="6"
        fill="currentColor"
        stroke="none"
        aria-hidden="true"
      >
        {label}
      </text>
      {detail === undefined ? null : (
        <text
          x="100"
          y="89"
          textAnchor="middle"
          fontSize="16"
          fill="currentColor"
          stroke="none"
          aria-hidden="true"
        >
          {detail}
        </text>
      )}
    </svg>
  )
}
