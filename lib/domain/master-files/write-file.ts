import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'
import type { FileFormat } from '#lib/domain/master-files/schema.ts'
import { csvSafe } from '#lib/kernel/text.ts'

export const CONTENT_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A list as a file, written while it is read: never more than a batch in memory. Formulas stay text (A14). */
export function writeFile(
  format: FileFormat,
  headings: readonly string[],
  batches: AsyncIterable<string[][]>,
): ReadableStream<Uint8Array> {
  return streamOf(format === 'csv' ? csvChunks(headings, batches) : xlsxChunks(headings, batches))
}

/** Reads on only as fast as the other side takes; stops when it goes away. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await chunks.return(undefined)
    },
  })
}

/** With the mark by which spreadsheet programs know UTF-8. */
async function* csvChunks(
  headings: readonly string[],
  batches: AsyncIterable<string[][]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\ufeff${csvLine(headings)}`)
  for await (const rows of batches) yield Buffer.from(rows.map(csvLine).join(''))
}

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = csvSafe(cell)
    return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(',')}\r\n`
}

async function* xlsxChunks(
  headings: readonly string[],
  batches: AsyncIterable<string[][]>,
): AsyncGenerator<Uint8Array> {
  const stream = new PassThrough()
  const written = writeSheet(stream, headings, batches).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  for await (const chunk of stream) yield asBytes(chunk)
  await written
}

async function writeSheet(
  stream: PassThrough,
  headings: readonly string[],
  batches: AsyncIterable<string[][]>,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet('1', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map((heading) => ({
    header: heading,
    width: Math.max(12, heading.length * 2 + 4),
  }))
  for await (const rows of batches) {
    for (const cells of rows) sheet.addRow(cells).commit()
  }
  sheet.commit()
  await book.commit()
}

function asBytes(chunk: unknown): Uint8Array {
  return chunk as Uint8Array
}
