import { afterAll, expect, test } from 'vitest'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { agreeToSheet } from '#lib/domain/driver-reconciliations/commands/agree.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { arriveAtStop } from '#lib/domain/trips/commands/arrive.ts'
import { closeTrip } from '#lib/domain/trips/commands/close.ts'
import { endUndelivered } from '#lib/domain/trips/commands/not-delivered.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { blueCopiesHome, counted, opened, pageOf } from '#tests/support/reconciling.ts'
import { keyOf, refusalOf, run, STROKE } from '#tests/support/road.ts'
import { readyNote, sentOff, tripWith } from '#tests/support/tripping.ts'

const company = await testCompany({ connections: 8 })
const { db, staff } = company
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const CASH = 8640

test('F30 a phone that sends its day twice and out of order has delivered once, and hands in the money once', async () => {
  const notes = [
    await readyNote(company, { customer: 'K101' }),
    await readyNote(company, { customer: 'K101' }),
  ]
  const [sold, away] = notes
  if (!sold || !away) throw new Error('two notes')
  const trip = await tripWith(company, notes)
  await sentOff(company, trip, notes)
  const at = (noteId: string, more: object = {}) => ({ ...keyOf(trip), noteId, ...more })
  const { driver } = staff
  const acts = {
    arrive: () => run(company, arriveAtStop, driver, at(sold.paperId), { key: 'phone-act-arrive-sold' }),
    deliver: () => run(company, deliverNote, driver, delivery(sold), { key: 'phone-act-deliver-sold' }),
    end: () =>
      run(company, endUndelivered, driver, at(away.paperId, { reason: '没人' }), {
        key: 'phone-act-end-away',
      }),
    close: () => run(company, closeTrip, driver, keyOf(trip), { key: 'phone-act-close-trip' }),
  }
  const told = []
  for (const name of [
    'close',
    'deliver',
    'arrive',
    'end',
    'deliver',
    'end',
    'close',
    'arrive',
    'close',
  ] as const)
    told.push(`${name} ${refusalOf(await acts[name]())}`)
  expect(told).toEqual([
    ...['close gate.closeTrip', 'deliver done', 'arrive trip.stopOver', 'end done', 'deliver done'],
    ...['end done', 'close done', 'arrive trip.wrongStep', 'close done'],
  ])
  const other = { ...delivery(sold), unpaidReason: '另一种说法' }
  expect(refusalOf(await run(company, deliverNote, driver, other, { key: 'phone-act-deliver-sold' }))).toBe(
    'key.reused',
  )
  const tendered = await db.deliveryTender.findMany({ where: keyOf(sold) })
  expect(tendered.map(({ amountFen }) => amountFen)).toEqual([BigInt(CASH)])

  await blueCopiesHome(company, sold)
  const session = await opened(company, sold.accountSetId)
  valueOf(await counted(company, session, CASH))
  const { sheetHash } = await pageOf(company, session)
  const sheet = { ...keyOf(session), sheetHash }
  const agreed = () =>
    run(company, agreeToSheet, driver, sheet, { pin: company.pin, key: 'phone-act-sign-day' })
  const closed = () =>
    run(company, closeReconciliation, staff.clerk, sheet, { pin: company.pin, key: 'desk-act-close-day' })
  expect(refusalOf(await closed())).toBe('gate.reconcile')
  const day = []
  for (const act of [agreed, closed, agreed, closed]) day.push(refusalOf(await act()))
  expect(day).toEqual(['done', 'done', 'done', 'done'])
  const receipts = await db.receipt.findMany({ where: { reconciliationId: session.paperId } })
  expect(receipts.map(({ amountFen, status }) => [amountFen, status])).toEqual([[BigInt(CASH), 'PENDING']])
})

/** Everything accepted and paid in cash, as one press at the stop sends it. */
function delivery(note: { accountSetId: number; paperId: string }) {
  return {
    ...keyOf(note),
    lines: [],
    signature: { kind: 'STROKE', stroke: STROKE },
  }
}
