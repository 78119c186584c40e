import { readCsv, type Sheet } from '#lib/domain/master-files/read-csv.ts'
import { readXlsx } from '#lib/domain/master-files/read-xlsx.ts'
import { matchHeadings } from '#lib/domain/master-files/rules.ts'
import {
  FILE_COLUMNS,
  type FileColumn,
  type FileKind,
  MOST_BYTES,
  MOST_ROWS,
} from '#lib/domain/master-files/schema.ts'

export type ReadFile =
  | { columns: string[]; rows: string[][]; unknownHeadings: string[] }
  | { refuse: string; params?: Record<string, string> }

/**
 * Reads a CSV or XLSX file of one kind: what it is is found out from its bytes, not from its name. Refused: more
 * than 10 MB or 20,000 rows, unreadable text, a sheet that is none, missing or doubled headings.
 */
export function readFile(kind: FileKind, bytes: Buffer): Promise<ReadFile> {
  return readTable(FILE_COLUMNS[kind], bytes)
}

/** The same for any list of columns. */
export async function readTable(known: readonly FileColumn[], bytes: Buffer): Promise<ReadFile> {
  if (bytes.length === 0) return { refuse: 'file.empty' }
  if (bytes.length > MOST_BYTES) return { refuse: 'file.tooLarge' }
  const sheet = await readSheet(bytes)
  if ('refuse' in sheet) return sheet
  const [headings, ...body] = sheet.cells
  if (headings === undefined || body.length === 0) return { refuse: 'file.empty' }
  const { columns, missing, unknown, doubled } = matchHeadings(known, headings)
  if (missing.length > 0)
    return {
      refuse: 'file.headingsMissing',
      params: { headings: missing.map(({ zh, en }) => `${zh} (${en})`).join('、') },
    }
  if (doubled.length > 0) return { refuse: 'file.headingsDoubled', params: { headings: doubled.join('、') } }
  const kept = columns.flatMap((key, index) => (key === null ? [] : [{ key, index }]))
  return {
    columns: kept.map(({ key }) => key),
    rows: body.map((cells) => kept.map(({ index }) => (cells[index] ?? '').slice(0, 500))),
    unknownHeadings: unknown,
  }
}

async function readSheet(bytes: Buffer): Promise<Sheet> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip) return readXlsx(bytes, MOST_ROWS)
  const isOldExcel = bytes[0] === 0xd0 && bytes[1] === 0xcf
  return isOldExcel ? { refuse: 'file.oldExcel' } : readCsv(bytes, MOST_ROWS)
}
