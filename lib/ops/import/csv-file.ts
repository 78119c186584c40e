import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { OperatorFailure } from '#lib/ops/failure.ts'

/** A CSV file in a folder: compressed, or as plain text. Refuses when neither is there. */
export async function findCsv(folder: string, name: string): Promise<string> {
  for (const each of [`${name}.gz`, name]) {
    const path = join(folder, each)
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  throw new OperatorFailure(`${folder} 中没有 ${name}.gz`, `There is no ${name}.gz in ${folder}`)
}

/** One line of a file, by the names the columns have here. */
export type CsvLine<Column extends string> = { at: (column: Column) => string; lineNumber: number }

/** The lines of a file as a stream. Refuses a file that lacks a column. */
export async function* readCsv<Column extends string>(
  path: string,
  columns: Readonly<Record<Column, string>>,
): AsyncGenerator<CsvLine<Column>> {
  const file = createReadStream(path)
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  file.on('error', (error) => text.destroy(error))
  let positions: Map<string, number> | null = null
  let lineNumber = 0
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      lineNumber += 1
      const fields = splitFields(line)
      if (positions === null) positions = positionsOf(fields, columns)
      else if (line !== '') {
        const places = positions
        yield { at: (column) => fields[places.get(column) ?? -1] ?? '', lineNumber }
      }
    }
  } finally {
    file.destroy()
  }
}

/** What is said of a cell that cannot be read. */
export function unreadable(lineNumber: number, column: string): OperatorFailure {
  return new OperatorFailure(
    `文件第 ${lineNumber} 行的 ${column} 读不出来，什么都没有导入`,
    `${column} on line ${lineNumber} of the file cannot be read: nothing was imported`,
  )
}

function positionsOf(
  header: readonly string[],
  columns: Readonly<Record<string, string>>,
): Map<string, number> {
  const positions = new Map<string, number>()
  for (const [key, name] of Object.entries(columns)) {
    const position = header.indexOf(name)
    if (position < 0)
      throw new OperatorFailure(
        `文件缺少 ${name} 列，不是这种文件`,
        `The file has no column ${name}: it is another file`,
      )
    positions.set(key, position)
  }
  return positions
}

/** One line of CSV; no field of these files holds a line break. */
function splitFields(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  const fields: string[] = []
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    fields.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
  return fields
}
