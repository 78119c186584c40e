import type { CodeTrace, TraceLoss, TraceStep } from '#lib/papers/code-trace.ts'

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
