import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 1 })
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

/** Where a plan that reads the whole table would hurt most: these grow, or are large from the first day. */
const LARGE = [
  'paper',
  'stock_balance',
  'customer_balance',
  'delivery_note',
  'delivery_note_line',
  'document_copy',
  'product',
]

/** How often each large table was read from end to end so far, by this one connection included. */
async function wholeReads(): Promise<Record<string, number>> {
  await company.db.$queryRaw`SELECT pg_stat_force_next_flush()::text`
  const rows = await company.db.$queryRaw<{ name: string; reads: number }[]>`
    SELECT relname AS name, seq_scan::int AS reads FROM pg_stat_user_tables WHERE relname = ANY(${LARGE}) ORDER BY relname`
  return Object.fromEntries(rows.map((row) => [row.name, row.reads]))
}

describe('the kept plans of an issue', () => {
  it('read no large table from end to end, though they were made when the tables were nearly empty', async () => {
    const input = await noteFor(company, 'K105', [
      { product: 'YS003', quantity: '1瓶' },
      { product: 'LZ006', quantity: '2瓶' },
    ])
    valueOf(await issue(company, input))
    const before = await wholeReads()
    for (let note = 0; note < 8; note += 1) valueOf(await issue(company, input))
    expect(await wholeReads()).toEqual(before)
  })
})
