import type { Person } from '#lib/auth/actor.ts'
import { listWish, readCodeList } from '#lib/domain/code-lists/rows.ts'
import type { ListPreview, ListRow } from '#lib/domain/code-lists/schema.ts'
import { MOST_PROBLEMS } from '#lib/domain/master-files/schema.ts'
import type { Reader } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readCodedGoods } from '#lib/papers/goods/coded.ts'

/** What a list would come to on this receipt, before anything is written; null outside the keeper's warehouses. One statement. */
export async function previewCodeList(
  reader: Reader,
  person: Person,
  key: PaperKey,
  file: { rows: ListRow[]; unknownHeadings: string[] },
): Promise<ListPreview | null> {
  const wish = { ...listWish(file.rows), inOwnWarehouse: true }
  const paper = await readCodedGoods(reader, person, key, wish)
  if (paper?.kind !== 'GOODS_RECEIPT') return null
  const { problems, caseCount, bottles } = readCodeList(file.rows, paper)
  return {
    ...file,
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
    caseCount,
    bottleCount: bottles.length,
  }
}
