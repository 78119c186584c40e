import { currentActor } from '#lib/auth/session.ts'
import { FILE_COLUMNS, FILE_FORMATS, FILE_KINDS } from '#lib/domain/master-files/schema.ts'
import { CONTENT_TYPES, writeFile } from '#lib/domain/master-files/write-file.ts'
import { answer } from '../../answers.ts'

type Context = { params: Promise<{ kind: string }> }

/** An empty file with the headings of a kind. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return answer(401, { status: 'signedOut' })
  if (!actor.permissions.has('masterFile.import')) return answer(403, { status: 'permission.missing' })
  const { kind: asked } = await params
  const kind = FILE_KINDS.find((one) => one === asked)
  const wanted = new URL(request.url).searchParams.get('format') ?? 'xlsx'
  const format = FILE_FORMATS.find((one) => one === wanted)
  if (kind === undefined || format === undefined) return answer(404, { status: 'notFound' })
  const headings = FILE_COLUMNS[kind].map(({ zh }) => zh)
  return new Response(writeFile(format, headings, noRows()), {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${kind}-template.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

async function* noRows(): AsyncGenerator<string[][]> {}
