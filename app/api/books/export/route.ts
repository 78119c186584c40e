import { currentActor, type RequestPerson } from '#lib/auth/session.ts'
import { takeTry, type ThrottlePolicy } from '#lib/auth/throttle.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { exportBooks } from '#lib/domain/books/commands/export.ts'
import { bookHeadings, bookRows } from '#lib/domain/books/queries-export.ts'
import { exportBooksInput } from '#lib/domain/books/schema.ts'
import { CONTENT_TYPES, writeFile } from '#lib/domain/master-files/write-file.ts'
import { newId } from '#lib/kernel/ids.ts'
import { answer, answerFault } from '../../imports/answers.ts'

/** A dozen an hour are ordinary work; after that each one waits longer (A45). */
const EXPORT_POLICY: ThrottlePolicy = {
  freeTries: 12,
  firstBlockSeconds: 60,
  longestBlockSeconds: 3600,
  forgetSeconds: 3600,
}

/** Vouchers or the trial balance as a file, written while it is read. Leaves who took it (R67). */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return answer(401, { status: 'signedOut' })
    if (!actor.permissions.has('books.export')) return answer(403, { status: 'permission.missing' })
    const { set, ...asked } = Object.fromEntries(new URL(request.url).searchParams)
    const input = exportBooksInput.safeParse({ ...asked, accountSetId: Number(set) })
    if (!input.success) return answer(404, { status: 'notFound' })
    return await exportFile(actor, input.data)
  } catch (error) {
    return answerFault('books.export', error)
  }
}

async function exportFile(
  actor: RequestPerson,
  input: ReturnType<typeof exportBooksInput.parse>,
): Promise<Response> {
  const desk = theDesk()
  const now = desk.clock.now()
  const taken = await takeTry(desk.db, `export:${actor.userId}`, EXPORT_POLICY, now)
  if (taken === null) return new Response(null, { status: 429, headers: { 'retry-after': '60' } })
  const noted = await runCommand(desk, exportBooks, { actor, key: newId(now), input })
  if (noted.status !== 'done') return answer(noted.status === 'refused' ? 409 : 404, noted)
  const { file, format, from, to } = input
  const rows = bookRows(theReports(), file, input)
  return new Response(writeFile(format, bookHeadings(file), rows), {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${file}-${from}-${to}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
