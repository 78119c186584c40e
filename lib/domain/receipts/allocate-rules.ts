import type { MoneySource, OpenNote, SettlementLoaded } from '#lib/domain/receipts/allocate-repository.ts'
import type { AllocateInput } from '#lib/domain/receipts/schema.ts'
import { formatFen, parseYuan } from '#lib/kernel/money.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import type { AllocationDraft } from '#lib/ledger/allocations.ts'

/** One line as it was typed, read and matched with its note. */
export type SettledLine = { note: OpenNote; amountFen: bigint; allowanceFen: bigint }

type Read = { lines: SettledLine[] } | { invalid: Record<string, string> }

/** Reads the lines: amounts above zero or nothing typed, each note once and open for this customer. */
export function readLines(input: AllocateInput, notes: readonly OpenNote[]): Read {
  const invalid: Record<string, string> = {}
  const lines: SettledLine[] = []
  const seen = new Set<string>()
  for (const [index, line] of input.lines.entries()) {
    const at = `lines.${index}`
    const amount = readFen(line.amount)
    const allowance = readFen(line.allowance)
    const note = notes.find(({ paperId }) => paperId === line.paperId)
    if ('code' in amount) invalid[`${at}.amount`] = amount.code
    if ('code' in allowance) invalid[`${at}.allowance`] = allowance.code
    if ('code' in amount || 'code' in allowance) continue
    if (!note) invalid[`${at}.paperId`] = 'unknownNote'
    else if (seen.has(line.paperId)) invalid[`${at}.paperId`] = 'noteTwice'
    else if (amount.fen + allowance.fen === 0n) invalid[`${at}.amount`] = 'empty'
    else lines.push({ note, amountFen: amount.fen, allowanceFen: allowance.fen })
    seen.add(line.paperId)
  }
  return Object.keys(invalid).length > 0 ? { invalid } : { lines }
}

function readFen(typed: string): { fen: bigint } | { code: string } {
  if (typed.trim() === '') return { fen: 0n }
  const parsed = parseYuan(typed)
  if (!parsed.ok) return { code: parsed.code }
  if (parsed.value <= 0n) return { code: parsed.value === 0n ? 'zero' : 'negative' }
  return { fen: parsed.value }
}

/** The money that may pay: the receipt that was named, or all that is free, oldest first, credit last. */
export function sourcesOf(loaded: SettlementLoaded, moneyId: string): MoneySource[] {
  const heldFen = loaded.receipts.reduce((sum, { openFen }) => sum + openFen, 0n)
  const credit = { paperId: null, number: null, openFen: loaded.prepaidFen - heldFen, waits: null }
  if (moneyId !== '') return loaded.receipts.filter(({ paperId }) => paperId === moneyId)
  return [...loaded.receipts.filter(({ waits }) => waits === null), credit].filter(
    ({ openFen }) => openFen > 0n,
  )
}

/** Why the lines cannot be entered; null when they can. */
export function settlementRefusal(
  lines: readonly SettledLine[],
  sources: readonly MoneySource[],
  freeRoundingOffFen: bigint,
  of: { mayAllow: boolean; mayPay: boolean },
): Refusal | null {
  for (const { note, amountFen, allowanceFen } of lines) {
    const { number } = note
    if (amountFen + allowanceFen > note.openFen)
      return {
        code: 'allocation.overNote',
        params: { number, open: formatFen(note.openFen), asked: formatFen(amountFen + allowanceFen) },
      }
    if (allowanceFen > 0n && note.allowedFen + allowanceFen > freeRoundingOffFen && !of.mayAllow)
      return { code: 'allowance.needsConsent', params: { number, free: formatFen(freeRoundingOffFen) } }
    if (amountFen > 0n && !of.mayPay) return { code: 'allowance.payNothing', params: { number } }
  }
  const deposit = sources.find(({ waits }) => waits === 'DEPOSIT')
  if (deposit?.number) return { code: 'allocation.deposit', params: { number: deposit.number } }
  const asked = lines.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  const there = sources.reduce((sum, { openFen }) => sum + openFen, 0n)
  return asked > there
    ? { code: 'allocation.overMoney', params: { there: formatFen(there), asked: formatFen(asked) } }
    : null
}

/** What is entered: each line takes from the sources in their order. Pure; the refusals were asked before. */
export function draftsOf(
  lines: readonly SettledLine[],
  sources: readonly MoneySource[],
  onDate: string,
): AllocationDraft[] {
  const left = sources.map((source) => ({ ...source }))
  const drafts: AllocationDraft[] = []
  for (const { note, amountFen, allowanceFen } of lines) {
    const { paperId } = note
    let due = amountFen
    for (const source of left) {
      const fen = source.openFen < due ? source.openFen : due
      if (fen <= 0n) continue
      drafts.push({ paperId, moneyId: source.paperId, amountFen: fen, onDate, account: 'PREPAID' })
      source.openFen -= fen
      due -= fen
    }
    if (allowanceFen > 0n)
      drafts.push({ paperId, moneyId: null, amountFen: allowanceFen, onDate, account: 'ALLOWANCE' })
  }
  return drafts
}
