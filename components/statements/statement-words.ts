import { bucketsOf } from '#lib/domain/collections/buckets.ts'
import { STATEMENT_MARKS, type StatementContent, type StatementMark } from '#lib/domain/statements/content.ts'

const COLUMNS = ['date', 'paper', 'what', 'owed', 'paid', 'balance', 'copy', 'due', 'open'] as const

/** The words of a statement as it is drawn: on the desk, for the customer, on paper. */
export type StatementWords = {
  title: string
  account: string
  opening: string
  closing: string
  reversal: string
  isDisputed: string
  seeCopy: string
  openNotes: string
  nothingOpen: string
  ageing: string
  days: string
  column: Readonly<Record<(typeof COLUMNS)[number], string>>
  what: Readonly<Record<StatementMark, string>>
  buckets: readonly string[]
}

type Say = (key: string, values?: Record<string, string | number>) => string

/** The words for one statement in the language of `t` (namespace `statements`). */
export function statementWords(t: Say, content: StatementContent): StatementWords {
  return {
    title: t('paper'),
    account: t('account'),
    opening: t('opening'),
    closing: t('closing'),
    reversal: t('reversal'),
    isDisputed: t('isDisputed'),
    seeCopy: t('seeCopy'),
    openNotes: t('openNotes'),
    nothingOpen: t('nothingOpen'),
    ageing: t('ageing', { day: content.madeOn }),
    days: t('days', { from: content.from, to: content.to }),
    column: recordOf(COLUMNS, (name) => t(`column.${name}`)),
    what: recordOf(STATEMENT_MARKS, (what) => t(`what.${what}`)),
    buckets: bucketsOf(content.ageing.edges, 'due').map(({ from, to }) => {
      if (from === null) return t('bucket.notDue')
      return to === null ? t('bucket.over', { from }) : t('bucket.between', { from, to })
    }),
  }
}

/** The same in two languages, one after the other: what a customer reads. */
export function bothWords(first: StatementWords, second: StatementWords): StatementWords {
  const both = (one: string, other: string) => (one === other ? one : `${one} ${other}`)
  return {
    title: both(first.title, second.title),
    account: both(first.account, second.account),
    opening: both(first.opening, second.opening),
    closing: both(first.closing, second.closing),
    reversal: both(first.reversal, second.reversal),
    isDisputed: both(first.isDisputed, second.isDisputed),
    seeCopy: both(first.seeCopy, second.seeCopy),
    openNotes: both(first.openNotes, second.openNotes),
    nothingOpen: both(first.nothingOpen, second.nothingOpen),
    ageing: both(first.ageing, second.ageing),
    days: both(first.days, second.days),
    column: recordOf(COLUMNS, (name) => both(first.column[name], second.column[name])),
    what: recordOf(STATEMENT_MARKS, (what) => both(first.what[what], second.what[what])),
    buckets: first.buckets.map((name, at) => both(name, second.buckets[at] ?? '')),
  }
}

function recordOf<Name extends string>(
  names: readonly Name[],
  wordOf: (name: Name) => string,
): Readonly<Record<Name, string>> {
  return asRecord<Name>(Object.fromEntries(names.map((name) => [name, wordOf(name)])))
}

/** Every name was given its word just before. */
function asRecord<Name extends string>(words: Record<string, string>): Readonly<Record<Name, string>> {
  return words as Readonly<Record<Name, string>>
}
