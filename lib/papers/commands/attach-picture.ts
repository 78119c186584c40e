import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import type { Tx } from '#lib/db/client.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { withinScope } from '#lib/papers/note-scope.ts'
import { attachedPicture, PICTURE_PURPOSES, pictureInput } from '#lib/papers/pictures.ts'
import { paperInput, scannedInput } from '#lib/papers/schema.ts'

/** A photograph filed by the paper, or by the QR code of one of its copies. */
export const attachPictureInput = z.strictObject({
  of: z.union([z.strictObject(paperInput), z.strictObject({ scanned: scannedInput })]),
  purpose: z.enum(PICTURE_PURPOSES, 'unknown'),
  picture: pictureInput,
})

type Target = z.output<typeof attachPictureInput>['of']
type Loaded = { accountSetId: number; paperId: string; number: string; copy: string | null }

/**
 * 拍照归档: files a photograph with a paper, such as the customer copy that was signed. It is kept under the hash of
 * its bytes and never changes; the same picture twice is one. Refused when it is no photograph.
 */
export const attachPicture = defineCommand({
  name: 'paper.attach',
  permission: 'note.attach',
  input: attachPictureInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readTarget(tx, actor, input.of),
  decide: (target) => act(target),
  save: async ({ tx, actor, now }, { accountSetId, paperId, number, copy }, { purpose, picture }) => {
    const attached = attachedPicture(picture)
    await keepAttachment(tx, accountSetId, attached, { actorId: actor.userId, at: now })
    await tx.$executeRaw`
      INSERT INTO paper_attachment (account_set_id, paper_id, hash, purpose, created_by_id, created_at)
      VALUES (${accountSetId}, ${paperId}::uuid, ${attached.hash}, ${purpose}, ${actor.userId}::uuid, ${now})
      ON CONFLICT DO NOTHING`
    const hash = attached.hash.toString('hex')
    const payload = {
      number,
      purpose,
      copy,
      hash,
      mediaType: attached.mediaType,
      byteCount: attached.bytes.length,
    }
    return { value: { number, hash }, events: [{ accountSetId, paperId, payload }] }
  },
})

async function readTarget(tx: Tx, person: Person, of: Target): Promise<Loaded | null> {
  const named = 'scanned' in of ? of.scanned : of
  const token = 'token' in named ? named.token : null
  const key = 'token' in named ? { accountSetId: null, paperId: null } : named
  const rows = await tx.$queryRaw<Loaded[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, c.kind AS copy
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN document_copy c ON c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id AND c.token = ${token}::text
    WHERE (c.token IS NOT NULL OR (n.account_set_id = ${key.accountSetId}::int AND n.paper_id = ${key.paperId}::uuid))
      AND (${token}::text IS NULL OR n.paper_id = (SELECT d.paper_id FROM document_copy d WHERE d.token = ${token}::text))
      AND ${withinScope(person)} LIMIT 1`
  return rows[0] ?? null
}
