/** What can be written on the stub. SECONDARY and CASE stand for a full case, BOTTLE for a loose bottle. */
export const CODE_KINDS = ['SECONDARY', 'CASE', 'BOTTLE'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

/** What a code stands for: one full case or one loose bottle. */
export type CodeSlot = 'CASE' | 'BOTTLE'

/** A product's rule about codes (decision 2). `coverageBp` is the least share of them, in basis points. */
export type CodePolicy = {
  kinds: readonly string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  coverageBp: number
}

/** A note's line as far as its codes are concerned; `codesDue` was frozen at issue. */
export type CodedLine = {
  qtyE3: bigint
  caseFactorE3: bigint | null
  codesDue: number
  policy: CodePolicy
}

export type CodesDue = { cases: number; bottles: number }

/** Codes kept so far for one line. */
export type CodesKept = { cases: number; bottles: number }

const NATURAL: Readonly<Record<CodeSlot, readonly CodeKind[]>> = {
  CASE: ['SECONDARY', 'CASE'],
  BOTTLE: ['BOTTLE'],
}

/** Whether the text names a kind of code. */
export function isCodeKind(text: string): text is CodeKind {
  return CODE_KINDS.some((kind) => kind === text)
}

/** What a code of this kind stands for. */
export function slotOf(kind: CodeKind): CodeSlot {
  return kind === 'BOTTLE' ? 'BOTTLE' : 'CASE'
}

/** The kinds that satisfy a slot. A policy that names none of the slot's own kinds leaves all of them open. */
export function kindsFor(slot: CodeSlot, policy: CodePolicy): readonly CodeKind[] {
  const named = NATURAL[slot].filter((kind) => policy.kinds.includes(kind))
  return named.length > 0 ? named : NATURAL[slot]
}

/** Full cases and loose bottles of a quantity; a product without a case unit has only bottles. */
export function countUnits(qtyE3: bigint, caseFactorE3: bigint | null): CodesDue {
  if (caseFactorE3 === null) return { cases: 0, bottles: Number(qtyE3 / 1000n) }
  return { cases: Number(qtyE3 / caseFactorE3), bottles: Number((qtyE3 % caseFactorE3) / 1000n) }
}

/** Codes due for a quantity by the policy: one for each full case, one for each loose bottle (R6, R7). */
export function dueFor(qtyE3: bigint, caseFactorE3: bigint | null, policy: CodePolicy): CodesDue {
  const units = countUnits(qtyE3, caseFactorE3)
  return {
    cases: policy.hasCaseCodes ? units.cases : 0,
    bottles: policy.hasBottleCodes ? units.bottles : 0,
  }
}

/**
 * Codes due for a line, shared into cases and bottles. The number frozen at issue stands, even when the
 * product's policy has changed since.
 */
export function codesDueOf(line: CodedLine): CodesDue {
  const today = dueFor(line.qtyE3, line.caseFactorE3, line.policy)
  if (today.cases + today.bottles === line.codesDue) return today
  const units = countUnits(line.qtyE3, line.caseFactorE3)
  if (units.cases === line.codesDue) return { cases: units.cases, bottles: 0 }
  if (units.bottles === line.codesDue) return { cases: 0, bottles: units.bottles }
  const cases = Math.min(units.cases, line.codesDue)
  return { cases, bottles: line.codesDue - cases }
}

/** How many codes the line must have at least: its coverage, rounded up. */
export function codesNeeded(line: CodedLine): number {
  return Math.ceil((line.codesDue * line.policy.coverageBp) / 10_000)
}
