import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Sheet } from '#lib/domain/master-files/read-csv.ts'
import { isModestZip } from '#lib/domain/master-files/zip-guard.ts'

/** Ten megabytes of packed cells unpack to less than this unless somebody means harm. */
const MOST_UNPACKED = 96 * 1024 * 1024
const MOST_COLUMNS = 60

/**
 * Reads the first sheet of an XLSX file. Cells become text as a person sees it; a formula gives its last result and
 * is never run. Stops reading after `mostRows`.
 */
export async function readXlsx(bytes: Buffer, mostRows: number): Promise<Sheet> {
  if (!isModestZip(bytes, MOST_UNPACKED)) return { refuse: 'file.notASheet' }
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  try {
    for await (const sheet of reader) return await firstSheet(sheet, mostRows)
  } catch {
    return { refuse: 'file.notASheet' }
  }
  return { refuse: 'file.empty' }
}

async function firstSheet(sheet: AsyncIterable<ExcelJS.Row>, mostRows: number): Promise<Sheet> {
  const cells: string[][] = []
  for await (const row of sheet) {
    const texts: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (column <= MOST_COLUMNS) texts[column - 1] = cellText(cell.value)
    })
    const filled = Array.from(texts, (text: string | undefined) => text ?? '')
    if (filled.some((text) => text !== '')) cells.push(filled)
    if (cells.length > mostRows + 1) return { refuse: 'file.tooManyRows' }
  }
  return { cells }
}

/** A cell's value as text: dates as `2026-11-23`, figures without exponent, links and rich text as their words. */
function cellText(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value === 'number') return figureText(value)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value)
    return value.richText
      .map((part) => part.text)
      .join('')
      .trim()
  if ('result' in value) return cellText(value.result)
  if ('text' in value) return typeof value.text === 'string' ? value.text.trim() : ''
  return ''
}

function figureText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString()
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : ''
}
