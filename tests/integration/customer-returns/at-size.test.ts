import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSold } from '#lib/domain/customer-returns/sold-queries.ts'
import { openDatabase } from '#lib/db/client.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { testCompany, type TestCompany } from '#tests/support/company.ts'
import { soldNote } from '#tests/support/returning.ts'

/** What grows with everything that was ever sold. */
const GROWING = ['delivery_note_line', 'delivery_note', 'delivery_outcome_said', 'paper']

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

it('R85 looks up the lines of a return by their keys, however much was ever sold', async () => {
  const { accountSetId, paperId } = await soldNote(company)
  const texts: string[] = []
  const db = openDatabase(company.url, { connections: 1, onStatement: (text) => texts.push(text) })
  const refs = [{ sourcePaperId: paperId, sourceLineNo: 1 }]
  const sold = await readSold(db, accountSetId, refs)
  await db.$disconnect()
  expect(sold.map(({ lineNo, productId }) => [lineNo, productId !== ''])).toEqual([[1, true]])
  const plan = await onConnection(company.database.ownerUrl, async (client) => {
    await client.query(`ANALYZE ${GROWING.join(', ')}`)
    // As the planner would see a million rows.
    for (const table of GROWING)
      await client.query(
        `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', $1::text, 'relpages', 1, 'reltuples', 1000000::real)`,
        [table],
      )
    const explained = `EXPLAIN ${texts.find((text) => text.includes('delivery_outcome_line')) ?? ''}`
    const { rows } = await client.query<Record<string, string>>(explained, [
      JSON.stringify(refs),
      accountSetId,
    ])
    return rows.flatMap((row) => Object.values(row)).join('\n')
  })
  expect(plan).toContain('delivery_note_line_pkey')
  for (const table of GROWING) expect(plan).not.toContain(`Seq Scan on ${table} `)
})
