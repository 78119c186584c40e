import { currentActor, type RequestPerson } from '#lib/auth/session.ts'
import { takeTry, type ThrottlePolicy } from '#lib/auth/throttle.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { noteExport } from '#lib/domain/master-files/commands/export.ts'
import { exportHeadings, exportRows } from '#lib/domain/master-files/queries-export.ts'
import {
  EXPORT_LISTS,
  type ExportList,
  FILE_FORMATS,
  type FileFormat,
} from '#lib/domain/master-files/schema.ts'
import { CONTENT_TYPES, writeFile } from '#lib/domain/master-files/write-file.ts'
import { askedNumber } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { answer, answerFault } from '../../imports/answers.ts'

/** A dozen an hour are ordinary work; after that each one waits longer (A45). */
const EXPORT_POLICY: ThrottlePolicy = {
  freeTries: 12,
  firstBlockSeconds: 60,
  longestBlockSeconds: 3600,
  forgetSeconds: 3600,
}

type Context = { params: Promise<{ list: string }> }

/** A list as a file, written while it is read. Leaves who took it and how many rows it has (R67). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return answer(401, { status: 'signedOut' })
    if (!actor.permissions.has('export.run')) return answer(403, { status: 'permission.missing' })
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    const { list: wanted } = await params
    const list = EXPORT_LISTS.find((one) => one === wanted)
    const format = FILE_FORMATS.find((one) => one === (asked['format'] ?? 'csv'))
    if (list === undefined || format === undefined) return answer(404, { status: 'notFound' })
    return await exportList(actor, { list, format, accountSetId: askedNumber(asked, 'set') ?? 0 })
  } catch (error) {
    return answerFault('export', error)
  }
}

async function exportList(
  actor: RequestPerson,
  input: { list: ExportList; format: FileFormat; accountSetId: number },
): Promise<Response> {
  const desk = theDesk()
  const now = desk.clock.now()
  const taken = await takeTry(desk.db, `export:${actor.userId}`, EXPORT_POLICY, now)
  if (taken === null) return new Response(null, { status: 429, headers: { 'retry-after': '60' } })
  const noted = await runCommand(desk, noteExport, { actor, key: newId(now), input })
  if (noted.status !== 'done') return answer(404, { status: 'notFound' })
  const date = today(desk.clock)
  const rows = exportRows(theReports(), input.list, { actor, accountSetIds: noted.value.accountSetIds, date })
  return new Response(writeFile(input.format, exportHeadings(input.list), rows), {
    headers: {
      'content-type': CONTENT_TYPES[input.format],
      'content-disposition': `attachment; filename="${input.list}-${date}.${input.format}"`,
      'cache-control': 'no-store',
    },
  })
}
