import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type BareTrace, type SaidLoss, withLosses } from '#lib/papers/code-losses.ts'
import type { CodeTrace } from '#lib/papers/code-trace.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { seesWholeSets, withinScope } from '#lib/papers/note-scope.ts'

/**
 * The way of codes as the desk keeps them, in each of the person's account sets that knows them: their papers from birth
 * on, those of their case while they stood in it, their case and bottles. Papers outside the person's scope keep their
 * place and lose their names. One statement, most of it a function whose plans PostgreSQL keeps.
 */
export async function readTraces(
  reader: Reader,
  person: Person,
  codes: readonly string[],
): Promise<CodeTrace[]> {
  const [sets, asked] = [[...person.accountSetIds], [...codes]]
  const rows = await (seesWholeSets(person)
    ? reader.$queryRaw<Told[]>`
      SELECT code_traces(${sets}::int[], ${asked}::text[], NULL) AS traces, code_losses(${sets}::int[], ${asked}::text[], NULL) AS losses`
    : reader.$queryRaw<Told[]>`
      WITH way AS MATERIALIZED (SELECT * FROM code_papers(${sets}::int[], ${asked}::text[])),
      visible AS MATERIALIZED (SELECT ARRAY(
        SELECT n.paper_id FROM way n WHERE n.kind = 'DELIVERY_NOTE' AND ${withinScope(person)}
        UNION ALL SELECT g.paper_id FROM way g WHERE g.kind <> 'DELIVERY_NOTE' AND ${withinGoodsScope(person)}) AS papers)
      SELECT code_traces(${sets}::int[], ${asked}::text[], papers) AS traces, code_losses(${sets}::int[], ${asked}::text[], papers) AS losses
      FROM visible`)
  const told = rows[0]
  return told ? withLosses(told.traces, told.losses) : []
}

type Told = { traces: BareTrace[]; losses: SaidLoss[] }

/** The same for one code as the desk keeps it, in one account set: what a diversion case freezes. One statement. */
export async function traceKept(
  reader: Reader,
  person: Person,
  accountSetId: number,
  code: string,
): Promise<CodeTrace | null> {
  if (!person.accountSetIds.includes(accountSetId)) return null
  const traces = await readTraces(reader, { ...person, accountSetIds: [accountSetId] }, [code])
  return traces[0] ?? null
}
