import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { asFen } from '#lib/kernel/money.ts'
import { type IowaDay, isReturn, type Totals, totalsOf } from '#lib/ops/import/iowa-file.ts'
import { markOf } from '#lib/ops/import/iowa-goods.ts'
import type { Scene } from '#lib/ops/import/scene.ts'

/** File and desk side by side. */
export type Agreement = {
  file: Totals
  returns: Totals
  /** What the desk should have: the file without its returns. */
  due: Totals
  /** What the desk's books have: goods that left, money that is owed. */
  posted: Totals
  /** Invoices whose note is missing, or does not say the same as the file. */
  missing: string[]
  differing: string[]
}

export const NOTHING: Totals = { notes: 0, lines: 0, bottles: 0, saleFen: asFen(0n) }

/** An agreement over no day at all. */
export function emptyAgreement(): Agreement {
  return { file: NOTHING, returns: NOTHING, due: NOTHING, posted: NOTHING, missing: [], differing: [] }
}

/** Adds a day: every invoice is held against its own note, so that no two errors make up for each other. */
export async function compareDay(scene: Scene, day: IowaDay, before: Agreement): Promise<Agreement> {
  const returns = day.invoices.filter(isReturn)
  const sales = day.invoices.filter((invoice) => !isReturn(invoice))
  const posted = await readPosted(scene, day.date)
  const ofFile = new Map(sales.map((invoice) => [invoice.number, totalsOf([invoice])]))
  const isSame = (number: string, file: Totals): boolean => {
    const desk = posted.get(number)
    return desk !== undefined && sameTotals(desk, file)
  }
  const wrong = [...ofFile].filter(([number, file]) => !isSame(number, file)).map(([number]) => number)
  const own = [...posted].filter(([number]) => ofFile.has(number))
  const unknown = day.isWhole ? [...posted.keys()].filter((number) => !ofFile.has(number)) : []
  return {
    file: addTotals(before.file, totalsOf(day.invoices)),
    returns: addTotals(before.returns, totalsOf(returns)),
    due: addTotals(before.due, totalsOf(sales)),
    posted: (day.isWhole ? [...posted.values()] : own.map(([, totals]) => totals)).reduce(
      addTotals,
      before.posted,
    ),
    missing: [...before.missing, ...wrong.filter((number) => !posted.has(number))],
    differing: [...before.differing, ...wrong.filter((number) => posted.has(number)), ...unknown],
  }
}

/** The agreements of two account sets together. */
export function addAgreements(one: Agreement, other: Agreement): Agreement {
  return {
    file: addTotals(one.file, other.file),
    returns: addTotals(one.returns, other.returns),
    due: addTotals(one.due, other.due),
    posted: addTotals(one.posted, other.posted),
    missing: [...one.missing, ...other.missing],
    differing: [...one.differing, ...other.differing],
  }
}

export function addTotals(one: Totals, other: Totals): Totals {
  return {
    notes: one.notes + other.notes,
    lines: one.lines + other.lines,
    bottles: one.bottles + other.bottles,
    saleFen: asFen(one.saleFen + other.saleFen),
  }
}

export function sameTotals(one: Totals, other: Totals): boolean {
  return (
    one.notes === other.notes &&
    one.lines === other.lines &&
    one.bottles === other.bottles &&
    one.saleFen === other.saleFen
  )
}

/** What the books hold of a day's posted notes, by invoice: lines, goods that left, money that is owed. */
async function readPosted(scene: Scene, date: BusinessDate): Promise<Map<string, Totals>> {
  const rows = await scene.db.$queryRaw<{ mark: string; lines: number; qtyE3: bigint; owedFen: bigint }[]>`
    SELECT n.special_instructions AS mark, count(*)::int AS lines, sum(e.qty_e3)::bigint AS "qtyE3",
      min(i.amount_fen)::bigint AS "owedFen"
    FROM delivery_note n
    JOIN stock_entry e ON e.account_set_id = n.account_set_id AND e.paper_id = n.paper_id
      AND e.from_place = 'WAREHOUSE' AND e.to_place = 'CUSTOMER'
    JOIN receivable_item i ON i.account_set_id = n.account_set_id AND i.paper_id = n.paper_id
    WHERE n.account_set_id = ${scene.accountSetId} AND n.business_date = ${date}::date AND n.status = 'POSTED'
      AND starts_with(n.special_instructions, ${markOf('')})
    GROUP BY n.paper_id, n.special_instructions`
  return new Map(
    rows.map(({ mark, lines, qtyE3, owedFen }) => {
      const totals = { notes: 1, lines, bottles: Number(qtyE3 / 1000n), saleFen: asFen(owedFen) }
      return [mark.slice(markOf('').length), totals]
    }),
  )
}
