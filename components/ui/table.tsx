import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

/**
 * A dense table with a sticky head. It scrolls inside itself, sideways too, so the page never does;
 * `label` names it, and the frame can be reached by keyboard to scroll.
 */
export function Table({
  label,
  head,
  foot,
  className,
  children,
}: {
  label: string
  head: ReactNode
  foot?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={classNames('relative overflow-auto rounded-md border border-line bg-surface', className)}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead className="sticky top-0 z-10 bg-sunken text-muted">
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
        {foot === undefined ? null : (
          <tfoot className="sticky bottom-0 bg-sunken font-semibold">
            <tr>{foot}</tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

type CellProps = { isNumeric?: boolean }

/** A column's heading. `isNumeric` sets it over right-aligned figures. */
export function HeadCell({ isNumeric = false, className, ...rest }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames(
        'h-row border-b border-line px-2 font-normal whitespace-nowrap',
        isNumeric ? 'text-right' : 'text-left',
        className,
      )}
    />
  )
}

/** A row; `isChosen` paints it as selected. */
export function Row({ isChosen = false, className, ...rest }: ComponentProps<'tr'> & { isChosen?: boolean }) {
  return (
    <tr
      aria-selected={isChosen || undefined}
      {...rest}
      className={classNames(isChosen ? 'bg-accent-soft' : 'hover:bg-sunken/60', className)}
    />
  )
}

/** A cell, one line high. `isNumeric` sets figures to the right. */
export function Cell({ isNumeric = false, className, ...rest }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      {...rest}
      className={classNames(
        'h-row border-b border-line px-2 py-0.5 max-lg:whitespace-nowrap',
        isNumeric && 'text-right whitespace-nowrap',
        className,
      )}
    />
  )
}
