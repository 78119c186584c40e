import type { NoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import { moneyOf, returnedOf } from '#lib/domain/delivery-notes/note-view.ts'
import { codesByLine, copyCards, eventLines, signatureCards } from '#lib/papers/trail-cards.ts'

/** What the cards of a note's page show, as plain texts. `sayReturned` words what a customer sent back. */
export function noteCards(
  detail: NoteDetail,
  now: Date,
  sayReturned: (line: ReturnType<typeof returnedOf>[number]) => string,
) {
  return {
    copies: copyCards(detail.copies, now),
    signatures: signatureCards(detail.signatures),
    codes: codesByLine(detail.content.lines, detail.codes),
    money: detail.canSeePrices ? moneyOf(detail) : null,
    returned: returnedOf(detail).map(sayReturned),
    events: eventLines(detail.events),
  }
}
