import type { Column } from '#lib/print/columns.ts'
import type { FieldRow } from '#lib/print/fields.ts'
import type { NotePage, SumRow } from '#lib/print/note-pages.ts'
import type { SignatureRow } from '#lib/print/sheet-closing.ts'
import type { TableRow } from '#lib/print/table-rows.ts'
import { StrokeMark } from './stroke-mark.tsx'

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, index) => (
    <span key={index} className="line">
      {line}
    </span>
  ))
}

/** Rows of fields outside the table, as the layout placed them. */
export function FieldRows({ rows }: { rows: readonly FieldRow[] }) {
  return rows.map((row, index) => (
    <div key={index} className="note-sheet-fields">
      {row.cells.map((cell, position) => (
        <div
          key={position}
          className={cell.align === 'left' ? undefined : cell.align}
          style={{ width: `${cell.widthMm}mm` }}
        >
          <Lines lines={cell.lines} />
        </div>
      ))}
    </div>
  ))
}

function BodyRow({ row, columns }: { row: TableRow; columns: readonly Column[] }) {
  if (row.kind === 'text') {
    return (
      <tr>
        <td />
        <td colSpan={columns.length - 1}>
          <Lines lines={row.lines} />
        </td>
      </tr>
    )
  }
  return (
    <tr>
      {columns.map(({ key, align }) => (
        <td key={key} className={align === 'right' ? 'right' : undefined}>
          <Lines lines={row.cells[key] ?? []} />
        </td>
      ))}
    </tr>
  )
}

function SumLine({ sum, columns }: { sum: SumRow; columns: readonly Column[] }) {
  const quantityAt = columns.findIndex(({ key }) => key === 'quantity')
  const amountAt = columns.findIndex(({ key }) => key === 'amount')
  const quantityEnd = amountAt === -1 ? columns.length : amountAt
  const after = columns.length - amountAt - 1
  return (
    <tr>
      <td colSpan={quantityAt}>{sum.label}</td>
      <td colSpan={quantityEnd - quantityAt}>{sum.quantity}</td>
      {sum.amount === null ? null : <td className="right">{sum.amount}</td>}
      {sum.amount === null || after === 0 ? null : <td colSpan={after} />}
    </tr>
  )
}

/** The lines of one page between what was carried in and what is carried on or comes to. */
export function SheetTable({ columns, page }: { columns: readonly Column[]; page: NotePage }) {
  return (
    <table>
      <colgroup>
        {columns.map(({ key, widthMm }) => (
          <col key={key} style={{ width: `${widthMm}mm` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ key, title, align }) => (
            <th key={key} scope="col" className={align === 'right' ? 'right' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {page.carriedIn === null ? null : <SumLine sum={page.carriedIn} columns={columns} />}
        {page.rows.map((row, index) => (
          <BodyRow key={index} row={row} columns={columns} />
        ))}
        <SumLine sum={page.sum} columns={columns} />
      </tbody>
    </table>
  )
}

/** The signature slots: signed ones with name, time and what to verify them by, open ones with room for a pen. */
export function SignatureRows({ rows }: { rows: readonly SignatureRow[] }) {
  return rows.map((row, index) => (
    <div key={index} className="note-sheet-signatures" style={{ height: `${row.heightMm}mm` }}>
      {row.cells.map((cell, position) => (
        <div key={position} style={{ width: `${cell.widthMm}mm` }}>
          <Lines lines={cell.lines} />
          {cell.stroke === null ? null : (
            <StrokeMark
              stroke={cell.stroke}
              label={cell.lines[0] ?? ''}
              className="note-sheet-stroke"
              style={{ top: `${row.strokeTopMm}mm`, height: `${row.strokeMm - 0.6}mm` }}
            />
          )}
        </div>
      ))}
    </div>
  ))
}
