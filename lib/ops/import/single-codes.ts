import { createHash } from 'node:crypto'

/*
 * The file has no code of a single case or bottle: its barcodes name products. So each is drawn from its place: the same
 * at every run, and no two alike.
 */

const SEED = 'silian iowa'

/** The code of the case or bottle at this place. */
export function singleCode(kind: 'SECONDARY' | 'BOTTLE', place: string): string {
  const digest = createHash('sha256').update(`${SEED} ${place}`).digest('hex').toUpperCase()
  return `${kind === 'BOTTLE' ? 'B' : 'C'}${digest.slice(0, 19)}`
}

/** A case with its bottles, as a supplier lists them. */
export type ListedCase = { code: string; bottles: string[] }

/** The supplier's list for a line of a receipt: full cases with their bottles, and bottles that stand loose. */
export function supplierList(
  place: string,
  { cases, loose, pack }: { cases: number; loose: number; pack: number },
): { cases: ListedCase[]; loose: string[] } {
  const bottle = (index: string): string => singleCode('BOTTLE', `${place}/${index}`)
  return {
    cases: Array.from({ length: cases }, (_, box) => ({
      code: singleCode('SECONDARY', `${place}/${box}`),
      bottles: Array.from({ length: pack }, (_each, index) => bottle(`${box}/${index}`)),
    })),
    loose: Array.from({ length: loose }, (_, index) => bottle(`loose/${index}`)),
  }
}
