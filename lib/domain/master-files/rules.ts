import {
  type FileColumn,
  FILE_COLUMNS,
  type FileInput,
  type FileKind,
  type RowProblem,
} from '#lib/domain/master-files/schema.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** A row by column key; cells that are not in the file are empty. */
export type FileRow = Readonly<Record<string, string>>

/** Words that files use for what the desk calls by a fixed name, in both languages. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channel: {
    直销: 'DIRECT',
    二批: 'SUB_DISTRIBUTOR',
    地州: 'PREFECTURE',
    商超: 'SUPERMARKET',
    direct: 'DIRECT',
    subdistributor: 'SUB_DISTRIBUTOR',
    prefecture: 'PREFECTURE',
    supermarket: 'SUPERMARKET',
  },
  settlementMethod: {
    现款: 'CASH',
    月结: 'MONTHLY',
    压单: 'HELD_NOTE',
    滚单: 'ROLLING',
    汇款: 'REMITTANCE',
    cash: 'CASH',
    monthly: 'MONTHLY',
    heldnote: 'HELD_NOTE',
    rolling: 'ROLLING',
    remittance: 'REMITTANCE',
  },
  priceMode: {
    含税: 'TAX_INCLUSIVE',
    不含税: 'TAX_EXCLUSIVE',
    taxinclusive: 'TAX_INCLUSIVE',
    taxexclusive: 'TAX_EXCLUSIVE',
    是: 'TAX_INCLUSIVE',
    否: 'TAX_EXCLUSIVE',
  },
  taxClass: {
    一般: 'GENERAL',
    '13%': 'GENERAL',
    低税率: 'REDUCED',
    '9%': 'REDUCED',
    服务: 'SERVICE',
    '6%': 'SERVICE',
    '3%': 'SIMPLIFIED_3',
    '1%': 'SIMPLIFIED_1',
    '0%': 'ZERO',
    general: 'GENERAL',
    reduced: 'REDUCED',
    service: 'SERVICE',
    zero: 'ZERO',
  },
  codeKinds: {
    二次编码: 'SECONDARY',
    箱码: 'CASE',
    瓶码: 'BOTTLE',
    secondary: 'SECONDARY',
    case: 'CASE',
    bottle: 'BOTTLE',
  },
}

/** The desk's fixed name for a word in a file; a word it does not know stays as it is and is refused later. */
export function wordOf(column: string, cell: string): string {
  const key = searchKey(cell).replaceAll(/[_-]/g, '')
  return WORDS[column]?.[key] ?? cell.trim()
}

/** The first of the desk's words for a fixed name, as files are written out. */
export function wordFor(column: string, name: string): string {
  return Object.entries(WORDS[column] ?? {}).find(([, fixed]) => fixed === name)?.[0] ?? name
}

/** Which column each heading stands for (Chinese, English or key), and which required columns are missing. */
export function matchHeadings(
  known: readonly FileColumn[],
  headings: readonly string[],
): { columns: (string | null)[]; missing: FileColumn[]; unknown: string[]; doubled: string[] } {
  const columns = headings.map((heading) => {
    const wanted = searchKey(heading).replace(/[*＊]/g, '')
    const found = known.find(({ key, zh, en }) => [key, zh, en].some((name) => searchKey(name) === wanted))
    return found?.key ?? null
  })
  const taken = columns.filter((key) => key !== null)
  return {
    columns,
    missing: known.filter(({ key, isRequired }) => isRequired === true && !taken.includes(key)),
    unknown: headings.filter((heading, index) => columns[index] === null && heading.trim() !== ''),
    doubled: headings.filter((_, index) => {
      const key = columns[index]
      return key !== null && key !== undefined && columns.indexOf(key) !== index
    }),
  }
}

/** The rows of a file by column key. Columns that this kind of file does not have are left out. */
export function fileRows(kind: FileKind, file: Pick<FileInput, 'columns' | 'rows'>): FileRow[] {
  const known = FILE_COLUMNS[kind].map(({ key }) => key)
  return file.rows.map((cells) => {
    const row: Record<string, string> = Object.fromEntries(known.map((key) => [key, '']))
    file.columns.forEach((key, index) => {
      if (known.includes(key)) row[key] = cells[index] ?? ''
    })
    return row
  })
}

/** Collects what is wrong with the rows of a file, one sentence a cell. */
export class ProblemList {
  readonly problems: RowProblem[] = []
  readonly #seen = new Set<string>()

  /** `index` counts from 0; the row number a person reads counts from 1 below the heading. */
  add(index: number, column: string, code: string, row: FileRow): void {
    const mark = `${index} ${column}`
    if (this.#seen.has(mark)) return
    this.#seen.add(mark)
    this.problems.push({ row: index + 1, column, code, value: (row[column] ?? '').slice(0, 60) })
  }

  /** From the first row to the last. */
  get inOrder(): RowProblem[] {
    return this.problems.toSorted((one, other) => one.row - other.row)
  }
}

/** The cell in which each key stands the second time: two rows of one file must not be one thing. */
export function doubledRows(keys: readonly (string | null)[]): number[] {
  const seen = new Set<string>()
  return keys.flatMap((key, index) => {
    if (key === null) return []
    if (seen.has(key)) return [index]
    seen.add(key)
    return []
  })
}

/** The refusal of a file with refused rows: how many, and the first of them. */
export function rowsRefused(problems: readonly RowProblem[]): {
  code: string
  params: Record<string, string | number>
} {
  const first = problems[0]
  const params = {
    count: problems.length,
    row: first?.row ?? 0,
    column: first?.column ?? '',
    why: first?.code ?? '',
  }
  return { code: 'import.rowsRefused', params }
}
