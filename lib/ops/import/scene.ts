import type { Database } from '#lib/db/client.ts'
import { assertSchemaVersion } from '#lib/ops/migrate.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import { type SignedInCrew, signInCrew } from '#lib/ops/import/crew.ts'
import type { DeskBase } from '#lib/ops/import/perform.ts'
import type { Source } from '#lib/ops/import/source.ts'
import { isDemoCompany } from '#prisma/seed/demo.ts'

/** How many notes are on their way at once. */
export const LANES = 4

/** The demo company with its staff at work: what every step of the import stands on. */
export type Scene = {
  /** The file that is imported, as the desk takes it. */
  source: Source
  db: Database
  base: DeskBase
  crew: SignedInCrew
  accountSetId: number
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

/** Opens the scene: the staff sign in, the books of the direct channel and the keeper's first warehouse are found. */
export async function openScene(
  db: Database,
  pinKey: string,
  { source, isReceiving, isStopping }: Pick<Scene, 'source' | 'isReceiving' | 'isStopping'>,
): Promise<Scene> {
  const crew = await signInCrew(db)
  const { keeper } = await crew.atWork()
  const policy = await db.channelPolicy.findFirst({
    where: { channel: 'DIRECT' },
    orderBy: { accountSetId: 'asc' },
  })
  const warehouse = await db.warehouse.findFirst({
    where: { isActive: true, id: { in: [...keeper.person.warehouseIds] } },
    orderBy: { code: 'asc' },
  })
  if (policy === null || warehouse === null) {
    throw new OperatorFailure(
      '演示公司没有直营渠道或在用仓库',
      'The demo company has no direct channel or no warehouse in use',
    )
  }
  const reportFault: DeskBase['reportFault'] = ({ requestId, command, error }) =>
    console.error(`${requestId} ${command}`, error)
  return {
    source,
    db,
    base: { db, pinKey, reportFault },
    crew,
    accountSetId: policy.accountSetId,
    warehouseId: warehouse.id,
    isReceiving,
    isStopping,
  }
}
