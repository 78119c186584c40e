/** A count and the place where it looks. */
export type PlaceLookedAt = { accountSetId: number; paperId: string; warehouseId: string }

/** A line that was counted; a product without a case unit has no case factor. */
export type LineLookedAt = { lineNo: number; productId: string; caseFactorE3: bigint | null }

/** What the codes say of a counted line, in 1/1000 base units as far as goods are meant. */
export type LineCodes = {
  lineNo: number
  /** Scanned by this count, and how many of the scans were cases. */
  seenE3: bigint
  seenCases: number
  /** On papers whose goods were still to leave: they lie there, and their code is on another stub. */
  waitingE3: bigint
  /** Stood there as the line was counted and was not scanned. */
  unseenE3: bigint
  unseenCount: number
  /** The first of them, in their order. */
  unseen: string[]
}

/** A code that is still on its paper, and how much of the product it stands for, in 1/1000 base units. */
export type HeldCode = { lineNo: number; code: string; qtyE3: bigint }

/** A code that stands nowhere any more, and the line that says so. */
export type LostCode = { lineNo: number; code: string }

/** A lost code, and the paper on which it was found again. */
export type LossRow = LostCode & { isTakenBack: boolean; foundOn: string | null }
