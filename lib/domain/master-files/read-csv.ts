import { csvRestore } from '#lib/kernel/text.ts'

/** What reading a file answers: its cells, or a code of why it cannot be read. */
export type Sheet = { cells: string[][] } | { refuse: string }

/**
 * Reads comma, semicolon or tab separated text (RFC 4180) in UTF-8, UTF-16 or GB18030, found out from the bytes.
 * Every cell stays text: nothing that looks like a formula is run, and the `'` that an export put before one is
 * taken off again (A14).
 */
export function readCsv(bytes: Uint8Array, mostRows: number): Sheet {
  const text = decodeText(bytes)
  return text === null ? { refuse: 'file.encoding' } : readCsvText(text, mostRows)
}

/** The same of text that was read already. */
export function readCsvText(text: string, mostRows: number): Sheet {
  if (text.includes('\u0000')) return { refuse: 'file.notText' }
  return split(text, separatorOf(text), mostRows)
}

/** Text of a file in UTF-8, UTF-16 or GB18030, found out from the bytes; null when it is none of them. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding is tried.
    }
  }
  return null
}

/** The mark that stands most often in the first line. */
function separatorOf(text: string): string {
  const firstLine = text.slice(0, 4000).split(/\r?\n/, 1)[0] ?? ''
  const counted = [',', '\t', ';'].map((mark) => ({ mark, count: firstLine.split(mark).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ','
}

function split(text: string, separator: string, mostRows: number): Sheet {
  const cells: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, separator)
    if (cell === null) return { refuse: 'file.quotes' }
    row.push(csvRestore(cell.text).trim())
    at = cell.end
    if (text[at] === separator) {
      at += 1
      continue
    }
    if (row.some((one) => one !== '')) cells.push(row)
    if (cells.length > mostRows + 1) return { refuse: 'file.tooManyRows' }
    row = []
    if (at >= text.length) break
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
  }
  return { cells }
}

function plainCell(text: string, start: number, separator: string): { text: string; end: number } {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { text: text.slice(start, end), end }
}

/** A quoted cell; null when its quote is never closed or something stands after it. */
function quotedCell(text: string, start: number, separator: string): { text: string; end: number } | null {
  let value = ''
  let at = start + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close === -1) return null
    value += text.slice(at, close)
    if (text[close + 1] !== '"')
      return isCellEnd(text[close + 1], separator) ? { text: value, end: close + 1 } : null
    value += '"'
    at = close + 2
  }
}

function isCellEnd(character: string | undefined, separator: string): boolean {
  return character === undefined || [separator, '\n', '\r'].includes(character)
}
