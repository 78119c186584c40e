import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { closedRefusal, heldSession } from '#lib/domain/driver-reconciliations/commands/loaded-session.ts'
import {
  countedFen,
  DENOMINATIONS_FEN,
  readPieces,
} from '#lib/domain/driver-reconciliations/denominations.ts'
import type { Session } from '#lib/domain/driver-reconciliations/loading.ts'
import { insertCount } from '#lib/domain/driver-reconciliations/repository.ts'
import { countCashInput, type CountCashInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { parseYuan } from '#lib/kernel/money.ts'

type Counted = { pieces: number[]; totalFen: bigint }

/** Reads a count as typed: pieces of each denomination, and a stated total that must be their sum. */
export function readCount({ pieces, stated }: Pick<CountCashInput, 'pieces' | 'stated'>): {
  counted: Counted
  fields: Record<string, string>
} {
  const fields: Record<string, string> = {}
  const read = DENOMINATIONS_FEN.map((_, index) => {
    const parsed = readPieces(pieces[index] ?? '')
    if (!parsed.ok) fields[`pieces.${index}`] = parsed.code
    return parsed.ok ? parsed.value : 0
  })
  const totalFen = countedFen(read)
  if (stated.trim() !== '' && Object.keys(fields).length === 0) {
    const total = parseYuan(stated)
    if (!total.ok) fields['stated'] = total.code
    else if (total.value !== totalFen) fields['stated'] = 'doesNotAddUp'
  }
  return { counted: { pieces: read, totalFen }, fields }
}

/**
 * 清点现金: the desk counts the driver's cash by denomination; the sum is made here (R58). Refused for text, fractions,
 * counts below nothing, and a stated total that the pieces do not add up to. Counting again adds a count; the last one
 * stands.
 */
export const countCash = defineCommand({
  name: 'reconciliation.count',
  permission: 'reconciliation.count',
  input: countCashInput,
  queryBudget: 8,
  load: ({ tx, actor }, input) => heldSession(tx, actor, input),
  decide: (session, input, { actor }): Decision<{ session: Session; counted: Counted }> => {
    const closed = closedRefusal(session)
    if (closed) return { refuse: closed }
    if (session.driverId === actor.userId)
      return { refuse: { code: 'reconciliation.ownSession', params: {} } }
    const { counted, fields } = readCount(input)
    return Object.keys(fields).length > 0 ? { invalid: fields } : act({ session, counted })
  },
  save: async ({ tx, actor, now }, { session, counted }, { accountSetId, paperId, reason }) => {
    await insertCount(tx, session, { ...counted, reason }, { actorId: actor.userId, at: now })
    const { pieces, totalFen } = counted
    const payload = { number: session.number, pieces, totalFen: `${totalFen}`, reason }
    return { value: { totalFen: `${totalFen}` }, events: [{ accountSetId, paperId, payload }] }
  },
})
