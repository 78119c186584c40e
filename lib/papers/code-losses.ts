import type { Person } from '#lib/auth/actor.ts'
import type { CodeTrace, TraceLoss, TraceStep } from '#lib/papers/code-trace.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A word that a code is missing, and the paper by which it stood until then. */
export type SaidLoss = TraceLoss & {
  accountSetId: number
  paperId: string
  code: string
  isTakenBack: boolean
}

/** A way as it is read, before anybody said what is missing. */
export type BareTrace = Omit<CodeTrace, 'steps' | 'standing'> & {
  steps: Omit<TraceStep, 'lost'>[]
  standing: Omit<NonNullable<CodeTrace['standing']>, 'lost'> | null
}

/** All that was said to be missing of these codes and of the cases they stood in, the newest last; as JSON. */
export function lossesOf(person: Person, sets: readonly number[], codes: readonly string[]): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('accountSetId', l.account_set_id, 'paperId', l.capture_paper_id,
      'code', l.code, 'number', CASE WHEN ${withinGoodsScope(person)} THEN p.number END, 'paperKind', p.kind,
      'by', u.display_name, 'at', to_char(l.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'isTakenBack', l.taken_back_at IS NOT NULL)
      ORDER BY l.at), '[]')
    FROM code_loss l
    JOIN goods_paper g ON g.account_set_id = l.account_set_id AND g.paper_id = l.paper_id
    JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
    JOIN app_user u ON u.id = l.lost_by_id
    WHERE l.account_set_id = ANY(${[...sets]}::int[]) AND l.code = ANY(ARRAY(SELECT unnest(${[...codes]}::text[])
      UNION SELECT a.case_code FROM code_aggregation a WHERE a.account_set_id = ANY(${[...sets]}::int[])
        AND a.code = ANY(${[...codes]}::text[]))))`
}

/** Ways with what was said to be missing: on the paper by which the code stood, and of where it stands now. */
export function withLosses(traces: readonly BareTrace[], losses: readonly SaidLoss[]): CodeTrace[] {
  return traces.map((trace) => {
    const lostAt = ({ accountSetId, paperId, caseCode }: Omit<TraceStep, 'lost'>) =>
      losses.findLast(
        (loss) =>
          loss.accountSetId === accountSetId &&
          loss.paperId === paperId &&
          loss.code === (caseCode ?? trace.code),
      )
    const steps = trace.steps.map((step) => ({ ...step, lost: toldLoss(lostAt(step)) }))
    const standing = steps.findLast(({ released }) => released === null)
    const lost = standing?.lost?.isTakenBack === false ? standing.lost : null
    return { ...trace, steps, standing: trace.standing && { ...trace.standing, lost } }
  })
}

function toldLoss(loss: SaidLoss | undefined): TraceStep['lost'] {
  if (!loss) return null
  const { number, paperKind, by, at, isTakenBack } = loss
  return { number, paperKind, by, at, isTakenBack }
}
