import { getTranslations } from 'next-intl/server'
import { bucketName } from '#components/collection/bucket-name.ts'
import { currentActor } from '#lib/auth/session.ts'
import { takeTry, type ThrottlePolicy } from '#lib/auth/throttle.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { ageingWish } from '#lib/domain/collections/buckets.ts'
import { exportAgeing } from '#lib/domain/collections/commands/export-ageing.ts'
import { type Ageing, readAgeing } from '#lib/domain/collections/queries-ageing.ts'
import { CONTENT_TYPES, writeFile } from '#lib/domain/master-files/write-file.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { whileThere } from '../../while-there.ts'

/** A dozen an hour are ordinary work; after that each one waits longer (A45). */
const EXPORT_POLICY: ThrottlePolicy = {
  freeTries: 12,
  firstBlockSeconds: 60,
  longestBlockSeconds: 3600,
  forgetSeconds: 3600,
}

/** The ageing as a file, as it is on the page but whole. Leaves who took it (R67). */
export const GET = whileThere(async (request: Request): Promise<Response> => {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 401 })
  const may = actor.permissions.has('export.run') && actor.permissions.has('collection.read')
  if (!may) return new Response(null, { status: 403 })
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const format = asked['format'] === 'xlsx' ? 'xlsx' : 'csv'
  const { after: _after, areEdgesRight: _right, ...wish } = ageingWish(asked)
  const desk = theDesk()
  const now = desk.clock.now()
  if ((await takeTry(desk.db, `export:${actor.userId}`, EXPORT_POLICY, now)) === null)
    return new Response(null, { status: 429, headers: { 'retry-after': '60' } })
  const noted = await runCommand(desk, exportAgeing, { actor, key: newId(now), input: { ...wish, format } })
  if (noted.status !== 'done') return new Response(null, { status: 404 })
  const date = today(desk.clock)
  const ageing = await readAgeing(
    theReports(),
    actor,
    { ...wish, after: null, areEdgesRight: true },
    date,
    'whole',
  )
  const t = await getTranslations('collection')
  const headings = [
    t('column.customer'),
    ...(['column.code', 'column.notes', 'column.total', 'column.unproven', 'column.disputed'] as const).map(
      (key) => t(key),
    ),
    ...ageing.buckets.map((bucket) => bucketName(t, bucket)),
  ]
  const rows = [
    ...ageing.rows.map(({ name, code, ...figures }) => lineOf(name, code, figures)),
    lineOf(t('column.total'), '', ageing.total),
  ]
  return new Response(writeFile(format, headings, inOneBatch(rows)), {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="ageing-${date}.${format}"`,
      'cache-control': 'no-store',
    },
  })
})

function lineOf(name: string, code: string, of: Ageing['total']): string[] {
  return [
    name,
    code,
    String(of.notes),
    of.open,
    of.unproven,
    of.disputed,
    ...of.cells.map((cell) => cell.open),
  ]
}

async function* inOneBatch(rows: string[][]): AsyncGenerator<string[][]> {
  yield await Promise.resolve(rows)
}
