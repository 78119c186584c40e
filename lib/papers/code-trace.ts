/** Who said that a code is missing, on which paper; its number is null outside what the reader may see. */
export type TraceLoss = { number: string | null; paperKind: string; by: string; at: string }

/** One paper on a code's way. Names are null where the paper lies outside what the reader may see. */
export type TraceStep = {
  accountSetId: number
  paperId: string
  isVisible: boolean
  kind: string
  number: string | null
  status: string
  businessDate: string
  lineNo: number
  at: string
  capturedBy: string
  /** The code of the case that carried it here; null when it was on the paper itself. */
  caseCode: string | null
  isDamaged: boolean
  reason: string
  approvedBy: string | null
  hop: number
  /** The warehouse of the paper, and where the goods stood once it was done; null out of the house. */
  warehouseName: string | null
  standsAt: string | null
  customerId: string | null
  /** Supplier, customer or recipient. */
  party: string | null
  partyContact: string | null
  preparer: string | null
  handler: string | null
  keeper: string | null
  verifier: string | null
  driver: string | null
  signers: { slot: string; name: string; at: string }[]
  deliveredAt: string | null
  stub: { place: string; keeper: string | null } | null
  /** Taken back: why, by whom and when. */
  released: { cause: string; by: string; at: string } | null
  /** Since then it was not found by a count, or never arrived; `isTakenBack` when that count was reversed. */
  lost: (TraceLoss & { isTakenBack: boolean }) | null
}

/** Everything the house knows of one code. Steps from its birth on. */
export type CodeTrace = {
  accountSetId: number
  accountSetName: string
  code: string
  kind: string
  productId: string
  productCode: string
  productName: string
  specification: string
  /** Where it stands now; null when nothing holds it. */
  standing: {
    number: string | null
    paperKind: string
    warehouseName: string | null
    isSettled: boolean
    /** It stands nowhere: a count did not find it, or it never arrived. */
    lost: TraceLoss | null
  } | null
  /** The case it was packed in. */
  caseCode: string | null
  /** Bottles packed in it, at most 500. */
  bottles: { code: string; isApart: boolean }[]
  steps: TraceStep[]
}

/** A code was seen first where goods left: no receipt knows it. */
export function isFirstAtDispatch({ steps }: Pick<CodeTrace, 'steps'>): boolean {
  const first = steps.find((step) => step.released === null) ?? steps[0]
  return first !== undefined && first.kind !== 'GOODS_RECEIPT' && first.kind !== 'STOCK_COUNT'
}

/** Steps that stand: nothing took them back. */
export function standingSteps({ steps }: Pick<CodeTrace, 'steps'>): TraceStep[] {
  return steps.filter((step) => step.released === null)
}
