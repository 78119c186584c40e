import type { Person } from '#lib/auth/actor.ts'
import { type CodedPaper, holdCodedPaper } from '#lib/codes/coded-paper.ts'
import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Tx } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A note as the codes vault needs it, with what is known of the codes at hand. */
export type CodedNote = CodedPaper<NoteStatus>

/**
 * Holds the note and reads what its codes hang on. Null outside the person's account sets and, where `warehouseIds`
 * bounds them, warehouses. One statement.
 */
export async function holdCodedNote(
  tx: Tx,
  person: Pick<Person, 'accountSetIds'>,
  key: NoteKey,
  wish: { codes: readonly string[]; spellings: readonly string[]; warehouseIds: readonly string[] | null },
): Promise<CodedNote | null> {
  if (!person.accountSetIds.includes(key.accountSetId)) return null
  const within =
    wish.warehouseIds === null
      ? Prisma.sql`true`
      : Prisma.sql`g.warehouse_id = ANY(${[...wish.warehouseIds]}::uuid[])`
  return holdCodedPaper<NoteStatus>(tx, { table: 'delivery_note', within }, key, wish)
}
