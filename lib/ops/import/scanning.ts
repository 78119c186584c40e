import { OperatorFailure } from '#lib/ops/failure.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { digestOf, perform } from '#lib/ops/import/perform.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'

/** What one batch of a scanner holds. */
export const SCANS_MOST = 500

/** A code as the keeper scans it for a line. */
export type Scan = { typed: string; lineNo: number; kind: 'SECONDARY' | 'BOTTLE' }

/** The keeper scans a batch for a goods paper. Refuses when one of them was not kept. */
export async function scanOnGoods(
  stage: DayStage,
  step: 'takeIn' | 'returnCode',
  paper: { paperId: string; number: string },
  scans: readonly Scan[],
): Promise<void> {
  const { accountSetId } = stage.scene
  const digest = digestOf(scans.map(({ typed }) => typed))
  const act = stage.act(step, 'keeper', `${paper.number}/${digest}`)
  const captured = await perform(captureGoodsCodes, act, { accountSetId, paperId: paper.paperId, scans })
  refuseUnkept(paper.number, scans, captured)
}

/** Refuses when a batch was not kept whole. */
export function refuseUnkept(
  about: string,
  scans: readonly Scan[],
  { kept, answers }: { kept: number; answers: readonly { code: string; outcome: string }[] },
): void {
  if (kept === scans.length) return
  const odd = answers.find((answer) => answer.outcome !== 'kept')
  throw new OperatorFailure(
    `${about} 的码 ${odd?.code} 没有记上（${odd?.outcome}）`,
    `The code ${odd?.code} of ${about} was not kept (${odd?.outcome})`,
  )
}
