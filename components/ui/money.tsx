import { groupThousands } from '#lib/kernel/decimal.ts'
import { classNames } from './class-names.ts'

/** An amount in yuan from a decimal string: `￥22,485.00`. Copies as plain text; below zero it is set in danger. */
export function Money({
  amount,
  hasSign = false,
  className,
}: {
  amount: string
  hasSign?: boolean
  className?: string
}) {
  const figure = groupThousands(amount)
  return (
    <span className={classNames('whitespace-nowrap', amount.startsWith('-') && 'text-danger', className)}>
      {hasSign ? <span className="text-muted">￥</span> : null}
      {figure}
    </span>
  )
}
