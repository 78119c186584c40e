import { isId } from '#lib/kernel/ids.ts'

/** A note's place in an address: `/keeper/1/0190…`. */
export type NoteAddress = { accountSetId: string; paperId: string }

/** The key that an address names; null when it cannot be one. */
export function noteKeyOf({
  accountSetId,
  paperId,
}: NoteAddress): { accountSetId: number; paperId: string } | null {
  return /^[1-9]\d{0,3}$/.test(accountSetId) && isId(paperId)
    ? { accountSetId: Number(accountSetId), paperId }
    : null
}
