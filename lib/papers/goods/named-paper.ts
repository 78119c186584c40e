import { readCode } from '#lib/codes/code-form.ts'
import { normaliseDigits } from '#lib/kernel/decimal.ts'

/** What a text may name: a code on goods, a paper's number, its page's address, or one of its copies. */
export type NamedPaper = { code: string; number: string; paperId: string | null; token: string }

const PAGE = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/
const COPY = /(?:^|\/copy\/)([\w-]{24})\/?$/

/** Reads what was scanned or typed into a field that looks for a paper; what it cannot be is empty or null. */
export function namedPaper(typed: string): NamedPaper {
  const text = typed.trim().slice(0, 300)
  const read = readCode(text)
  return {
    code: read.ok ? read.value.code : '',
    number: normaliseDigits(text).toUpperCase(),
    paperId: PAGE.exec(text)?.[1] ?? null,
    token: COPY.exec(text)?.[1] ?? '',
  }
}
