import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listRowsOf } from '#lib/domain/code-lists/rows.ts'
import { previewCodeList } from '#lib/domain/code-lists/queries.ts'
import { LIST_COLUMNS, LIST_ROWS_MOST } from '#lib/domain/code-lists/schema.ts'
import { readTable } from '#lib/domain/master-files/read-file.ts'
import { MOST_BYTES } from '#lib/domain/master-files/schema.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { answer, answerFault } from '../../../imports/answers.ts'

type Context = { params: Promise<GoodsAddress> }

/** The form around a file of the largest size. */
const FORM_BYTES = 64 * 1024

/**
 * Reads a supplier's list of cases and bottles and answers its rows with everything that is wrong with them on this
 * receipt. Nothing is kept: the browser holds the rows and sends them back to confirm.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return answer(401, { status: 'signedOut' })
    const key = goodsKeyOf(await params)
    if (!key || !actor.permissions.has('code.capture')) return answer(404, { status: 'notFound' })
    if (Number(request.headers.get('content-length') ?? '0') > MOST_BYTES + FORM_BYTES)
      return answer(422, { status: 'refused', code: 'file.tooLarge' })
    const file = (await request.formData().catch(() => null))?.get('file')
    if (!(file instanceof File)) return answer(400, { status: 'refused', code: 'file.empty' })
    const read = await readTable(LIST_COLUMNS, Buffer.from(await file.arrayBuffer()))
    if ('refuse' in read)
      return answer(422, { status: 'refused', code: read.refuse, params: read.params ?? {} })
    if (read.rows.length > LIST_ROWS_MOST)
      return answer(422, {
        status: 'refused',
        code: 'codeList.tooManyRows',
        params: { most: LIST_ROWS_MOST },
      })
    const rows = listRowsOf(read)
    const { unknownHeadings } = read
    const preview = await previewCodeList(theDesk().db, actor, key, { rows, unknownHeadings })
    return preview ? answer(200, preview) : answer(404, { status: 'notFound' })
  } catch (error) {
    return answerFault('codeList.preview', error)
  }
}
