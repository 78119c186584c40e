import type { BareTrace } from '#lib/papers/code-losses.ts'
import type { CodeTrace } from '#lib/papers/code-trace.ts'

/**
 * The way of a code as it was frozen with a case. What was not yet said of a way on the day, such as what is missing, is
 * not there: it was frozen as it was known and never changes.
 */
export function frozenTrace(evidence: BareTrace): CodeTrace {
  return {
    ...evidence,
    steps: evidence.steps.map((step) => ({ lost: null, ...step })),
    standing: evidence.standing && { lost: null, ...evidence.standing },
  }
}
