import type { Submission } from '#components/forms/use-action.ts'
import type { FileKind, FilePreview } from '#lib/domain/master-files/schema.ts'
import type { ActionResult, Params } from '#lib/kernel/result.ts'

/** What the server said of an uploaded file. */
export type Uploaded =
  { status: 'read'; preview: FilePreview } | { status: 'refused'; code: string; params: Params }

/** Sends a file to be read; nothing of it is written. */
export async function readPreview(kind: FileKind, file: File, accountSetId: number): Promise<Uploaded> {
  const form = new FormData()
  form.set('file', file)
  form.set('accountSetId', String(accountSetId))
  try {
    const answer = await fetch(`/api/imports/${kind}`, { method: 'POST', body: form })
    if (answer.ok) return { status: 'read', preview: asPreview(await answer.json()) }
    const { code = `http${answer.status}`, params = {} } = asRefused(await answer.json())
    return { status: 'refused', code, params }
  } catch {
    return { status: 'refused', code: 'file.noAnswer', params: {} }
  }
}

/** Confirms the rows that were shown; the answer is the command's own. */
export async function sendConfirmed(
  kind: FileKind,
  submission: Submission,
): Promise<ActionResult<{ rows: number }>> {
  const answer = await fetch(`/api/imports/${kind}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(submission),
  })
  return asResult(await answer.json())
}

function asPreview(answer: unknown): FilePreview {
  return answer as FilePreview
}

function asRefused(answer: unknown): { code?: string; params?: Params } {
  return answer as { code?: string; params?: Params }
}

function asResult(answer: unknown): ActionResult<{ rows: number }> {
  return answer as ActionResult<{ rows: number }>
}
