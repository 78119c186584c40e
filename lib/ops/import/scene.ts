import type { Database } from '#lib/db/client.ts'
import { assertSchemaVersion } from '#lib/ops/migrate.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import type { IowaDay, IowaInvoice } from '#lib/ops/import/iowa-file.ts'
import { type SignedInCrew, signInCrew } from '#lib/ops/import/crew.ts'
import type { DeskBase } from '#lib/ops/import/perform.ts'
import type { Source } from '#lib/ops/import/source.ts'
import { isDemoCompany } from '#prisma/seed/demo.ts'

/** How many notes are on their way at once. */
export const LANES = 4

/** An account set of the demo company with its staff at work: what every step of the import stands on. */
export type Scene = {
  /** The file that is imported, as the desk takes it. */
  source: Source
  db: Database
  base: DeskBase
  crew: SignedInCrew
  accountSetId: number
  /** The channels that are billed in this account set (R56). */
  channels: ReadonlySet<string>
  warehouseId: string
  /** Goods are bought and received before they are sold; else their stock is opened. */
  isReceiving: boolean
  /** Somebody asked for an end: what is under way is finished, nothing new is begun. */
  isStopping: () => boolean
}

/** Refuses any database but a demo company at this program's version. */
export async function refuseOthers(db: Database, url: string): Promise<void> {
  await assertSchemaVersion(url)
  if (await isDemoCompany(db)) return
  throw new OperatorFailure(
    '只能导入演示公司：这个数据库里的不是演示公司。没有演示公司时，先运行一次 npm start',
    'Only a demo company takes an import, and this database holds none. Run npm start once to make it',
  )
}

/** Opens a scene for each account set: the staff sign in once, the keeper's first warehouse serves all. */
export async function openScenes(
  db: Database,
  pinKey: string,
  { source, isReceiving, isStopping }: Pick<Scene, 'source' | 'isReceiving' | 'isStopping'>,
): Promise<Scene[]> {
  const crew = await signInCrew(db)
  const { keeper } = await crew.atWork()
  const policies = await db.channelPolicy.findMany({ orderBy: [{ accountSetId: 'asc' }, { channel: 'asc' }] })
  const warehouse = await db.warehouse.findFirst({
    where: { isActive: true, id: { in: [...keeper.person.warehouseIds] } },
    orderBy: { code: 'asc' },
  })
  if (policies.length === 0 || warehouse === null)
    throw new OperatorFailure(
      '演示公司没有渠道或在用仓库',
      'The demo company has no channel or no warehouse in use',
    )
  const reportFault: DeskBase['reportFault'] = ({ requestId, command, error }) =>
    console.error(`${requestId} ${command}`, error)
  const bySet = Map.groupBy(policies, ({ accountSetId }) => accountSetId)
  return [...bySet].map(([accountSetId, own]) => ({
    ...{ source, db, base: { db, pinKey, reportFault }, crew, accountSetId },
    channels: new Set(own.map(({ channel }) => channel)),
    ...{ warehouseId: warehouse.id, isReceiving, isStopping },
  }))
}

/** What of a day's invoices is billed in this account set. */
export function partOf(scene: Scene, day: IowaDay): IowaDay {
  const isOwn = ({ store }: IowaInvoice): boolean =>
    scene.channels.has(scene.source.termsOf(store.number).channel)
  return { ...day, invoices: day.invoices.filter(isOwn) }
}
