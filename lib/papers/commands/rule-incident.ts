import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import type { Tx } from '#lib/db/client.ts'
import { withinPaperScope } from '#lib/papers/paper-scope.ts'
import { accountSetInput, idInput, textInput } from '#lib/papers/schema.ts'

export const ruleIncidentInput = z.strictObject({
  accountSetId: accountSetInput,
  incidentId: idInput,
  ruling: z.enum(['ACCEPTED', 'REJECTED'], 'unknown'),
  remark: textInput(500),
})

type Input = z.output<typeof ruleIncidentInput>
type Statement = {
  paperId: string
  number: string
  copy: string
  authorId: string
  authorName: string
  ruling: string | null
}

/** 领导裁定: a manager, never the author, accepts or rejects an incident statement, once (R12). */
export const ruleIncident = defineCommand({
  name: 'incident.rule',
  permission: 'incident.rule',
  input: ruleIncidentInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => holdStatement(tx, actor, input),
  decide: (statement, input, { actor }) => {
    const { number, copy } = statement
    if (statement.ruling !== null) return refuse('incident.alreadyRuled', { number, copy })
    if (statement.authorId === actor.userId) return refuse('incident.secondPerson', { number, copy })
    if (input.ruling === 'REJECTED' && input.remark === '') return { invalid: { remark: 'empty' } }
    return act(statement)
  },
  save: async ({ tx, actor, now }, { paperId, number, copy, authorName }, input) => {
    const { accountSetId, incidentId, ruling, remark } = input
    const ruled = await tx.$executeRaw`
      UPDATE incident_statement SET ruling = ${ruling}, ruled_by_id = ${actor.userId}::uuid, ruled_at = ${now},
        ruling_remark = ${remark}
      WHERE account_set_id = ${accountSetId} AND id = ${incidentId}::uuid AND ruling IS NULL`
    if (ruled !== 1) return { stale: {} }
    const payload = { number, incidentId, copy, ruling, remark, author: authorName }
    return { value: { ruling }, events: [{ accountSetId, paperId, payload }] }
  },
})

async function holdStatement(
  tx: Tx,
  person: Person,
  { accountSetId, incidentId }: Input,
): Promise<Statement | null> {
  const rows = await tx.$queryRaw<Statement[]>`
    SELECT i.paper_id AS "paperId", p.number, i.copy_kind AS copy, i.author_id AS "authorId", u.display_name AS "authorName",
      i.ruling
    FROM incident_statement i
    JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
    JOIN app_user u ON u.id = i.author_id
    WHERE i.account_set_id = ${accountSetId} AND i.id = ${incidentId}::uuid AND ${withinPaperScope(person)}
    FOR UPDATE OF p, i`
  return rows[0] ?? null
}
