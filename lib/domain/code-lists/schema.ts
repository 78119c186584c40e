import { z } from 'zod'
import { looseTextField } from '#lib/kernel/fields.ts'
import type { FileColumn, RowProblem } from '#lib/domain/master-files/schema.ts'
import { paperInput } from '#lib/papers/schema.ts'

/** The most rows of one list: ten thousand bottles. */
export const LIST_ROWS_MOST = 10_000

/** The columns of a supplier's list; headings are read in either language, or by key. */
export const LIST_COLUMNS: readonly FileColumn[] = [
  { key: 'caseCode', zh: '箱码', en: 'Case code', isRequired: true },
  { key: 'bottleCode', zh: '瓶码', en: 'Bottle code', isRequired: true },
  { key: 'barcode', zh: '商品条码', en: 'Product barcode' },
]

const cell = z.string('text').max(500, 'tooLong')

/** One bottle and the case it stands in. */
const listRow = z.strictObject({ caseCode: cell, bottleCode: cell, barcode: cell })

export type ListRow = z.output<typeof listRow>

/** A supplier's list as it was shown, or a case with its bottles as they were scanned. */
export const takeInInput = z.strictObject({
  ...paperInput,
  source: z.enum(['LIST', 'SCAN'], 'unknown'),
  fileName: looseTextField(200),
  rows: z.array(listRow).min(1, 'empty').max(LIST_ROWS_MOST, 'tooMany'),
})

/** What a list comes to before anything is written. */
export type ListPreview = {
  rows: ListRow[]
  /** At most `MOST_PROBLEMS`; `problemCount` counts all. */
  problems: RowProblem[]
  problemCount: number
  caseCount: number
  bottleCount: number
  unknownHeadings: string[]
}
