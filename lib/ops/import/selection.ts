import type { BusinessDate } from '#lib/kernel/business-date.ts'
import {
  type IowaDay,
  type IowaInvoice,
  type IowaLine,
  isReturn,
  readDays,
} from '#lib/ops/import/iowa-file.ts'

/** Which invoices of the file: a day or all of them, and at most so many sales and so many returns of a day. */
export type Selection = { day: BusinessDate | null; most: number | null }

/** The days that were asked for, with those invoices of earlier days over which the day's returns give goods back. */
export async function* readSelected(
  path: string,
  { day, most }: Selection,
  sources: readonly IowaDay[],
): AsyncGenerator<IowaDay> {
  yield* sources
  for await (const each of readDays(path, day)) yield cut(each, most)
}

/** The earlier invoices by which went what the day's returns give back: of each item the newest that has enough at the same price. */
export async function findSources(path: string, { day, most }: Selection): Promise<IowaDay[]> {
  if (day === null) return []
  const wanted = new Map<string, IowaLine>()
  for await (const each of readDays(path, day))
    for (const { store, lines } of cut(each, most).invoices.filter(isReturn))
      for (const line of lines) wanted.set(`${store.number}/${line.item.number}`, line)
  if (wanted.size === 0) return []
  const newest = new Map<string, { date: BusinessDate; invoice: IowaInvoice }>()
  for await (const { date, invoices } of readDays(path, null)) {
    if (date >= day) break
    for (const invoice of invoices.filter((each) => !isReturn(each)))
      for (const line of invoice.lines) {
        const key = `${invoice.store.number}/${line.item.number}`
        const back = wanted.get(key)
        if (back && isSoldLike(line, back)) newest.set(key, { date, invoice })
      }
  }
  const byDate = Map.groupBy(newest.values(), ({ date }) => date)
  return [...byDate.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, found]) => {
      return { date, invoices: [...new Set(found.map(({ invoice }) => invoice))], isWhole: false }
    })
}

function isSoldLike(line: IowaLine, back: IowaLine): boolean {
  const isSamePrice = line.saleFen * BigInt(back.bottles) === back.saleFen * BigInt(line.bottles)
  return line.bottles >= -back.bottles && isSamePrice
}

function cut(day: IowaDay, most: number | null): IowaDay {
  if (most === null) return day
  const sales = day.invoices.filter((invoice) => !isReturn(invoice)).slice(0, most)
  const returns = day.invoices.filter(isReturn).slice(0, most)
  return { date: day.date, invoices: [...sales, ...returns], isWhole: false }
}
