import type { Submission } from '#components/forms/use-action.ts'
import type { ListPreview } from '#lib/domain/code-lists/schema.ts'
import type { ActionResult, Params } from '#lib/kernel/result.ts'

type PaperRef = { accountSetId: number; paperId: string }

/** What a list came to. */
export type TakenIn = { number: string; cases: number; bottles: number }

/** What the server said of an uploaded list. */
export type ReadList =
  { status: 'read'; preview: ListPreview } | { status: 'refused'; code: string; params: Params }

/** Sends a list to be read; nothing of it is written. */
export async function readList({ accountSetId, paperId }: PaperRef, file: File): Promise<ReadList> {
  const form = new FormData()
  form.set('file', file)
  try {
    const answer = await fetch(`/api/code-lists/${accountSetId}/${paperId}`, { method: 'POST', body: form })
    if (answer.ok) return { status: 'read', preview: asPreview(await answer.json()) }
    const { code = 'file.noAnswer', params = {} } = asRefused(await answer.json())
    return { status: 'refused', code, params }
  } catch {
    return { status: 'refused', code: 'file.noAnswer', params: {} }
  }
}

/** Confirms the rows that were shown; the answer is the command's own. */
export async function confirmList(
  { accountSetId, paperId }: PaperRef,
  submission: Submission,
): Promise<ActionResult<TakenIn>> {
  const answer = await fetch(`/api/code-lists/${accountSetId}/${paperId}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(submission),
  })
  return asResult(await answer.json())
}

function asPreview(answer: unknown): ListPreview {
  return answer as ListPreview
}

function asRefused(answer: unknown): { code?: string; params?: Params } {
  return answer as { code?: string; params?: Params }
}

function asResult(answer: unknown): ActionResult<TakenIn> {
  return answer as ActionResult<TakenIn>
}
