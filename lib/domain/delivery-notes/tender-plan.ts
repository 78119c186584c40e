import type { HeldTerms, ToCollect } from '#lib/domain/delivery-notes/held-notes.ts'
import { toCollect } from '#lib/domain/delivery-notes/held-notes.ts'
import type { tendersInput } from '#lib/domain/delivery-notes/road-schema.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import type { TenderDraft, TenderFor } from '#lib/ledger/tenders.ts'
import type { z } from 'zod'

/** What of the note matters for the money at its stop. */
export type PaidNote = { paperId: string; settlementMethod: string; advancedFreightFen: bigint }

/** What is to be paid at a stop (R45, R52, decision 7). */
export type DueAtStop = {
  /** Of the note itself: what was accepted, when it is settled in cash. */
  ownFen: bigint
  freightFen: bigint
  /** Older notes, or an amount that may pay any note. */
  older: ToCollect
}

/** What was due of one kind, and what of it was paid. */
export type Settled = { dueFen: bigint; paidFen: bigint }

/** The money of a stop as the gate looks at it. */
export type MoneySaid = {
  own: Settled
  freight: Settled
  older: Settled
  /** Why less was paid than is due; empty when nobody said so. */
  reason: string
}

/** What is due at the stop once it is known what the customer took; of goods wholly refused, nothing. */
export function dueAtStop(
  note: PaidNote,
  { acceptedFen, isRefused }: { acceptedFen: bigint; isRefused: boolean },
  terms: HeldTerms,
): DueAtStop {
  if (isRefused) return { ownFen: 0n, freightFen: 0n, older: null }
  return {
    ownFen: note.settlementMethod === 'CASH' ? acceptedFen : 0n,
    freightFen: note.advancedFreightFen,
    older: toCollect({ ...terms, grossFen: acceptedFen }),
  }
}

/** What a stop's money may pay at most: the note's own amount, its freight, and what stands open of older notes. */
type Payable = { note: PaidNote; acceptedFen: bigint; terms: HeldTerms; due: DueAtStop }

type Stated = z.output<typeof tendersInput>
type Paid = Omit<TenderDraft, 'reason' | 'method'> & { method: Exclude<TenderDraft['method'], 'ON_ACCOUNT'> }

/**
 * Reads what was paid. Nothing stated (null) says that everything due was paid in cash: the one press 全部签收. `fields`
 * names amounts that cannot be read, are not above zero, or are more than is open of what they pay.
 */
export function readTenders(
  stated: Stated,
  payable: Payable,
): { paid: Paid[]; fields: Record<string, string> } {
  if (stated === null) return { paid: allInCash(payable), fields: {} }
  const fields: Record<string, string> = {}
  const left = new Map<string, bigint>()
  const paid = stated.flatMap(({ method, amount, paysPaperId, what }, index): Paid[] => {
    const read = parseYuan(amount)
    const pays = paysPaperId ?? payable.note.paperId
    const key = `${what} ${pays}`
    const openFen = left.get(key) ?? openOf(payable, pays, what)
    if (!read.ok) fields[`tenders.${index}.amount`] = read.code
    else if (read.value <= 0n) fields[`tenders.${index}.amount`] = read.value === 0n ? 'zero' : 'negative'
    else if (openFen === null) fields[`tenders.${index}.paysPaperId`] = 'notOpen'
    else if (read.value > openFen) fields[`tenders.${index}.amount`] = 'moreThanOpen'
    else {
      left.set(key, openFen - read.value)
      return [{ method, amountFen: read.value, paysPaperId: pays, what }]
    }
    return []
  })
  return { paid, fields }
}

/** What is open of a note; null when nothing of it can be paid here. */
function openOf({ note, acceptedFen, terms }: Payable, pays: string, what: TenderFor): bigint | null {
  if (what === 'ADVANCED_FREIGHT') return pays === note.paperId ? note.advancedFreightFen : null
  if (pays === note.paperId) return acceptedFen
  return terms.openNotes.find((each) => each.paperId === pays)?.openFen ?? null
}

function allInCash({ note, due, terms, acceptedFen }: Payable): Paid[] {
  const cash = (paysPaperId: string, amountFen: bigint, what: TenderFor = 'GOODS'): Paid[] =>
    amountFen > 0n ? [{ method: 'CASH', amountFen, paysPaperId, what }] : []
  return [
    ...cash(note.paperId, due.ownFen),
    ...cash(note.paperId, due.freightFen, 'ADVANCED_FREIGHT'),
    ...olderShares(due.older, terms, { paperId: note.paperId, openFen: acceptedFen }).flatMap((share) =>
      cash(share.paperId, share.openFen),
    ),
  ]
}

/** The older notes to collect, or the amount spread over what is open, oldest first and the stop's own note last. */
export function olderShares(
  older: ToCollect,
  terms: HeldTerms,
  own: { paperId: string; openFen: bigint },
): { paperId: string; openFen: bigint }[] {
  if (older === null) return []
  if (older.kind === 'NOTES') return older.notes.map(({ paperId, openFen }) => ({ paperId, openFen }))
  let leftFen = older.amountFen
  return [...terms.openNotes, own].flatMap(({ paperId, openFen }) => {
    const shareFen = openFen < leftFen ? openFen : leftFen
    leftFen -= shareFen
    return shareFen > 0n ? [{ paperId, openFen: shareFen }] : []
  })
}

/** What was due and what was paid of it, as the gate looks at it. */
export function moneySaid({ note, due }: Payable, paid: readonly Paid[], reason: string): MoneySaid {
  const sum = (isMeant: (tender: Paid) => boolean): bigint =>
    paid.filter(isMeant).reduce((total, tender) => total + tender.amountFen, 0n)
  const goods = sum(({ what, paysPaperId }) => what === 'GOODS' && paysPaperId === note.paperId)
  const freight = sum(({ what }) => what === 'ADVANCED_FREIGHT')
  return {
    own: { dueFen: due.ownFen, paidFen: goods },
    freight: { dueFen: due.freightFen, paidFen: freight },
    older: olderSettled(due.older, (paperId) =>
      sum((tender) => tender.what === 'GOODS' && (paperId === null || tender.paysPaperId === paperId)),
    ),
    reason,
  }
}

/** Of named notes only what was paid of each counts; an amount is met by anything paid for goods. */
function olderSettled(older: ToCollect, paidFor: (paperId: string | null) => bigint): Settled {
  if (older === null) return { dueFen: 0n, paidFen: 0n }
  if (older.kind === 'AMOUNT') return { dueFen: older.amountFen, paidFen: paidFor(null) }
  const sum = (amounts: bigint[]): bigint => amounts.reduce((total, each) => total + each, 0n)
  return {
    dueFen: sum(older.notes.map(({ openFen }) => openFen)),
    paidFen: sum(older.notes.map(({ paperId }) => paidFor(paperId))),
  }
}

/** What was paid and, with the reason, what of the due was left on account: the whole due is accounted for. */
export function tenderRows(payable: Payable, paid: readonly Paid[], reason: string): TenderDraft[] {
  const { note, due, terms, acceptedFen } = payable
  const own = { paperId: note.paperId, openFen: acceptedFen }
  const wanted = [
    { paysPaperId: note.paperId, what: 'GOODS' as const, dueFen: due.ownFen },
    { paysPaperId: note.paperId, what: 'ADVANCED_FREIGHT' as const, dueFen: due.freightFen },
    ...(due.older?.kind === 'NOTES' ? olderShares(due.older, terms, own) : []).map(({ paperId, openFen }) => {
      return { paysPaperId: paperId, what: 'GOODS' as const, dueFen: openFen }
    }),
  ]
  const left = wanted.map(({ dueFen, ...target }) => ({ ...target, leftFen: dueFen - paidFor(paid, target) }))
  if (due.older?.kind === 'AMOUNT') {
    const { older } = moneySaid(payable, paid, reason)
    left.push({ paysPaperId: note.paperId, what: 'GOODS', leftFen: older.dueFen - older.paidFen })
  }
  return [
    ...paid.map((tender): TenderDraft => ({ ...tender, reason: '' })),
    ...left.flatMap(({ leftFen, ...target }): TenderDraft[] =>
      leftFen > 0n ? [{ ...target, method: 'ON_ACCOUNT', amountFen: leftFen, reason }] : [],
    ),
  ]
}

function paidFor(paid: readonly Paid[], target: { paysPaperId: string; what: TenderFor }): bigint {
  return paid
    .filter(({ what, paysPaperId }) => what === target.what && paysPaperId === target.paysPaperId)
    .reduce((total, { amountFen }) => total + amountFen, 0n)
}
