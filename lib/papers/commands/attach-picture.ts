import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import type { Permission } from '#lib/auth/permissions.ts'
import { act, type Command, defineCommand } from '#lib/command/define-command.ts'
import type { Tx } from '#lib/db/client.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { withinScope } from '#lib/papers/note-scope.ts'
import { attachedPicture, PICTURE_PURPOSES, pictureInput } from '#lib/papers/pictures.ts'
import { paperInput, scannedInput } from '#lib/papers/schema.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A photograph filed by the paper, or by the QR code of one of its copies. */
export const attachPictureInput = z.strictObject({
  of: z.union([z.strictObject(paperInput), z.strictObject({ scanned: scannedInput })]),
  purpose: z.enum(PICTURE_PURPOSES, 'unknown'),
  picture: pictureInput,
})

type Target = z.output<typeof attachPictureInput>['of']
type Loaded = { accountSetId: number; paperId: string; number: string; copy: string | null }

type Read = (tx: Tx, person: Person, of: Target) => Promise<Loaded | null>
type Attaching = Command<
  z.output<typeof attachPictureInput>,
  Loaded,
  Loaded,
  { number: string; hash: string }
>

function attaching(name: string, permission: Permission, read: Read): Attaching {
  return defineCommand({
    name,
    permission,
    input: attachPictureInput,
    queryBudget: 7,
    load: ({ tx, actor }, input) => read(tx, actor, input.of),
    decide: (target) => act(target),
    save: async ({ tx, actor, now }, { accountSetId, paperId, number, copy }, { purpose, picture }) => {
      const attached = attachedPicture(picture)
      await keepAttachment(tx, accountSetId, attached, { actorId: actor.userId, at: now })
      await tx.$executeRaw`
        INSERT INTO paper_attachment (account_set_id, paper_id, hash, purpose, created_by_id, created_at)
        VALUES (${accountSetId}, ${paperId}::uuid, ${attached.hash}, ${purpose}, ${actor.userId}::uuid, ${now})
        ON CONFLICT DO NOTHING`
      const hash = attached.hash.toString('hex')
      const { mediaType, bytes } = attached
      const payload = { number, purpose, copy, hash, mediaType, byteCount: bytes.length }
      return { value: { number, hash }, events: [{ accountSetId, paperId, payload }] }
    },
  })
}

/**
 * 拍照归档: files a photograph with a note, such as the customer copy that was signed. It is kept under the hash of
 * its bytes and never changes; the same picture twice is one. Refused when it is no photograph.
 */
export const attachPicture = attaching('paper.attach', 'note.attach', (tx, person, of) =>
  readTarget(
    tx,
    of,
    Prisma.sql`EXISTS (SELECT FROM delivery_note n
    WHERE n.account_set_id = p.account_set_id AND n.paper_id = p.id AND ${withinScope(person)})`,
  ),
)

/** The same for a goods paper: damaged goods, a supplier's delivery slip, a signed copy. */
export const attachToGoods = attaching('goodsPaper.attach', 'goodsPaper.attach', (tx, person, of) =>
  readTarget(
    tx,
    of,
    Prisma.sql`EXISTS (SELECT FROM goods_paper g
    WHERE g.account_set_id = p.account_set_id AND g.paper_id = p.id AND ${withinGoodsScope(person)})`,
  ),
)

async function readTarget(tx: Tx, of: Target, isInScope: Prisma.Sql): Promise<Loaded | null> {
  const named = 'scanned' in of ? of.scanned : of
  const token = 'token' in named ? named.token : null
  const key = 'token' in named ? { accountSetId: null, paperId: null } : named
  const rows = await tx.$queryRaw<Loaded[]>`
    WITH wanted AS MATERIALIZED (
      SELECT c.account_set_id, c.paper_id, c.kind FROM document_copy c WHERE c.token = ${token}::text
      UNION ALL SELECT ${key.accountSetId}::int, ${key.paperId}::uuid, NULL WHERE ${token}::text IS NULL)
    SELECT p.account_set_id AS "accountSetId", p.id AS "paperId", p.number, w.kind AS copy
    FROM wanted w JOIN paper p ON p.account_set_id = w.account_set_id AND p.id = w.paper_id
    WHERE ${isInScope}`
  return rows[0] ?? null
}
