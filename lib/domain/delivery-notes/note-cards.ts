import type { NoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import {
  codesByLine,
  daysSince,
  eventsOf,
  moneyOf,
  returnedOf,
} from '#lib/domain/delivery-notes/note-view.ts'
import { strokeOf } from '#lib/papers/strokes.ts'

const FRAGMENT = 8

/** What the cards of a note's page show, as plain texts. `sayReturned` words what a customer sent back. */
export function noteCards(
  detail: NoteDetail,
  now: Date,
  sayReturned: (line: ReturnType<typeof returnedOf>[number]) => string,
) {
  return {
    copies: detail.copies.map((copy) => ({
      kind: copy.kind,
      place: copy.place,
      keeperName: copy.keeperName,
      sinceAt: copy.sinceAt,
      offeredPlace: copy.offeredPlace,
      offeredToName: copy.offeredToName,
      offeredDays: daysSince(copy.offeredAt, now),
      isSigned: copy.signedAt !== null,
      isStamped: copy.stampedAt !== null,
      printCount: copy.printCount,
    })),
    signatures: detail.signatures.map(({ statement, finding, hash, stroke }) => ({
      slot: statement.slot,
      name: statement.signerName,
      at: statement.signedAt,
      method: statement.method,
      finding,
      fragment: hash.slice(0, FRAGMENT),
      stroke: stroke && strokeOf(stroke.mediaType, Buffer.from(stroke.base64, 'base64')),
    })),
    codes: codesByLine(detail),
    money: detail.canSeePrices ? moneyOf(detail) : null,
    returned: returnedOf(detail).map(sayReturned),
    events: eventsOf(detail),
  }
}
