import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/kernel/ids.ts'
import { withinPaperScope } from '#lib/papers/paper-scope.ts'
import { copyInput, textInput } from '#lib/papers/schema.ts'

/** What can have happened to a copy. */
export const INCIDENT_KINDS = ['LOST', 'TORN', 'ALTERED', 'OTHER'] as const

export const writeIncidentInput = copyInput.omit({ kind: true }).extend({
  copy: copyInput.shape.kind,
  kind: z.enum(INCIDENT_KINDS, 'unknown'),
  statement: textInput(1000, { isRequired: true }),
})

type Input = z.output<typeof writeIncidentInput>

/** 情况说明: says what happened to a copy; it waits for a manager's ruling (R12). */
export const writeIncident = defineCommand({
  name: 'incident.write',
  permission: 'incident.write',
  input: writeIncidentInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => readCopy(tx, actor, input),
  decide: (number, _input, { now }) => act({ number, id: newId(now) }),
  save: async ({ tx, actor, now }, { number, id }, input) => {
    const { accountSetId, paperId, copy, kind, statement } = input
    await tx.$executeRaw`
      INSERT INTO incident_statement (account_set_id, id, paper_id, copy_kind, kind, statement, author_id, written_at)
      VALUES (${accountSetId}, ${id}::uuid, ${paperId}::uuid, ${copy}, ${kind}, ${statement}, ${actor.userId}::uuid, ${now})`
    const payload = { number, incidentId: id, copy, kind, statement }
    return { value: { incidentId: id }, events: [{ accountSetId, paperId, payload }] }
  },
})

async function readCopy(
  tx: Tx,
  person: Person,
  { accountSetId, paperId, copy }: Input,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM paper p JOIN document_copy c ON c.account_set_id = p.account_set_id AND c.paper_id = p.id AND c.kind = ${copy}
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid AND ${withinPaperScope(person)}`
  return rows[0]?.number ?? null
}
