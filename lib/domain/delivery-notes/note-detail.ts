import type { Person } from '#lib/auth/actor.ts'
import { noteContentHash } from '#lib/domain/delivery-notes/content.ts'
import { type NotePapers, readNotePapers } from '#lib/domain/delivery-notes/note-papers-queries.ts'
import { type NoteRow, readNoteRow } from '#lib/domain/delivery-notes/note-queries.ts'
import type { Reader } from '#lib/db/client.ts'
import { maskPhone } from '#lib/kernel/text.ts'
import { codesHash } from '#lib/papers/codes-hash.ts'
import { COPY_KINDS } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { type SignatureFinding, verifySignature } from '#lib/papers/signing.ts'
import type { SignatureRow } from '#lib/papers/trail-queries.ts'

/** A signature with what checking it just now found. */
export type CheckedSignature = SignatureRow & { finding: SignatureFinding }

/** Everything the desk knows of one note, its signatures checked against content and codes recomputed from their rows. */
export type NoteDetail = Omit<NoteRow, 'contentHash'> &
  Omit<NotePapers, 'signatures'> & {
    signatures: CheckedSignature[]
    /** Whether the content still is what was hashed when the note got its number. */
    isContentWhole: boolean
    contentHash: string
    canSeePrices: boolean
  }

/** Reads a note whole; null outside the person's scope. Two statements. */
export async function readNoteDetail(
  reader: Reader,
  person: Person,
  key: PaperKey,
  today: string,
): Promise<NoteDetail | null> {
  const row = await readNoteRow(reader, person, key, today)
  if (!row) return null
  const papers = await readNotePapers(reader, key)
  const current = {
    contentHash: noteContentHash(row.content).toString('hex'),
    codesHash: row.codesHash === null ? null : codesHash(papers.codes).toString('hex'),
  }
  const canSeePhone = person.permissions.has('customer.seePhone')
  const content = canSeePhone ? row.content : { ...row.content, phone: maskPhone(row.content.phone) }
  return {
    ...row,
    ...papers,
    content,
    copies: COPY_KINDS.flatMap((kind) => papers.copies.filter((copy) => copy.kind === kind)),
    signatures: papers.signatures.map((signature) => ({
      ...signature,
      finding: verifySignature(signature, current),
    })),
    isContentWhole: current.contentHash === row.contentHash,
    canSeePrices: person.permissions.has('note.seePrices'),
  }
}
