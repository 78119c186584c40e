import { currentActor, type RequestPerson } from '#lib/auth/session.ts'
import { readFile } from '#lib/domain/master-files/read-file.ts'
import {
  FILE_KINDS,
  type FileKind,
  type FilePreview,
  MOST_BYTES,
  MOST_PROBLEMS,
} from '#lib/domain/master-files/schema.ts'
import { answer, answerFault } from '../answers.ts'
import { previewProblems } from '../preview.ts'

type Context = { params: Promise<{ kind: string }> }

/** The form around a file of the largest size. */
const FORM_BYTES = 64 * 1024

/**
 * Reads an uploaded file and answers its rows with everything that is wrong with them. Nothing is kept: the
 * browser holds the rows and sends them back to confirm.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return answer(401, { status: 'signedOut' })
    if (!actor.permissions.has('masterFile.import')) {
      const params = { permission: 'masterFile.import' }
      return answer(403, { status: 'refused', code: 'permission.missing', params })
    }
    const { kind: asked } = await params
    const kind = FILE_KINDS.find((one) => one === asked)
    if (kind === undefined) return answer(404, { status: 'notFound' })
    if (Number(request.headers.get('content-length') ?? '0') > MOST_BYTES + FORM_BYTES)
      return answer(422, { status: 'refused', code: 'file.tooLarge' })
    return await preview(kind, actor, await request.formData().catch(() => null))
  } catch (error) {
    return answerFault('import.preview', error)
  }
}

async function preview(kind: FileKind, actor: RequestPerson, form: FormData | null): Promise<Response> {
  const file = form?.get('file')
  if (!(file instanceof File)) return answer(400, { status: 'refused', code: 'file.empty' })
  const read = await readFile(kind, Buffer.from(await file.arrayBuffer()))
  if ('refuse' in read)
    return answer(422, { status: 'refused', code: read.refuse, params: read.params ?? {} })
  const accountSetId = Number(form?.get('accountSetId') ?? '0')
  const problems = await previewProblems(kind, actor, { ...read, accountSetId })
  if (problems === null) return answer(404, { status: 'notFound' })
  const shown: FilePreview = {
    ...read,
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
  }
  return answer(200, shown)
}
