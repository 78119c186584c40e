import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StatementContent, StatementLine } from '#lib/domain/statements/content.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { StatementWords } from './statement-words.ts'

/** What leads to a line's paper on the desk, and nowhere for a customer. */
type Shown = {
  content: StatementContent
  words: StatementWords
  paperOf?: (line: Pick<StatementLine, 'paperId' | 'number' | 'what'>) => ReactNode
  /** Where a picture of a signed copy is read. */
  pictureHref: (hash: string) => string
}

/**
 * On a phone a line is two lines high: day, paper and amount, and under them what it is and what was owed then; then its picture.
 * Nothing is said twice: the cells only stand elsewhere.
 */
const ON_PHONE = {
  head: 'max-sm:sr-only',
  table: 'max-sm:[&_table]:block max-sm:[&_tbody]:block',
  row: 'max-sm:grid max-sm:grid-cols-[auto_1fr_auto] max-sm:gap-x-2 max-sm:border-b max-sm:border-line max-sm:px-2 max-sm:py-1.5',
  cell: 'max-sm:h-auto max-sm:border-0 max-sm:p-0 max-sm:leading-6 max-sm:empty:hidden',
  first: 'max-sm:row-start-1',
  second: 'max-sm:row-start-2 max-sm:text-muted',
  third: 'max-sm:row-start-3 max-sm:col-span-3',
  amount: 'max-sm:row-start-1 max-sm:col-start-3',
  balance: 'max-sm:row-start-2 max-sm:col-start-2 max-sm:col-span-2',
} as const

const cell = (place: keyof typeof ON_PHONE, more = '') => `${ON_PHONE.cell} ${ON_PHONE[place]} ${more}`

const yuan = (fen: string): string => formatFenPlain(BigInt(fen))

/** Every mark on the account with what was owed after it, from opening to closing balance. */
export function StatementLines({ content, words, paperOf, pictureHref }: Shown) {
  return (
    <Table
      label={words.account}
      className={ON_PHONE.table}
      head={
        <>
          {(['date', 'paper', 'what'] as const).map((name) => (
            <HeadCell key={name} className={ON_PHONE.head}>
              {words.column[name]}
            </HeadCell>
          ))}
          {(['owed', 'paid', 'balance'] as const).map((name) => (
            <HeadCell key={name} isNumeric className={ON_PHONE.head}>
              {words.column[name]}
            </HeadCell>
          ))}
          <HeadCell className={ON_PHONE.head}>{words.column.copy}</HeadCell>
        </>
      }
    >
      <BalanceRow day={content.from} name={words.opening} fen={content.openingFen} />
      {content.lines.map((line, at) => (
        <Row key={at} className={ON_PHONE.row}>
          <Cell className={cell('first', 'whitespace-nowrap')}>{line.businessDate}</Cell>
          <Cell className={cell('first', 'whitespace-nowrap')}>{paperOf?.(line) ?? line.number}</Cell>
          <Cell className={cell('second')}>
            {words.what[line.what]}
            {line.isReversal ? words.reversal : null}{' '}
            {line.isDisputed ? <Badge tone="warning">{words.isDisputed}</Badge> : null}
          </Cell>
          <DeltaCells line={line} />
          <Cell isNumeric className={cell('balance', 'max-sm:text-muted')}>
            <span className="sm:hidden">{words.column.balance} </span>
            <Money amount={yuan(line.balanceFen)} />
          </Cell>
          <Cell className={cell('third')}>
            {line.pictures.map((hash) => (
              <a
                key={hash}
                href={pictureHref(hash)}
                target="_blank"
                rel="noopener"
                className="mr-2 whitespace-nowrap text-accent underline"
              >
                {words.seeCopy}
              </a>
            ))}
          </Cell>
        </Row>
      ))}
      <BalanceRow day={content.to} name={words.closing} fen={content.closingFen} />
    </Table>
  )
}

function DeltaCells({ line }: { line: StatementLine }) {
  const isMore = !line.deltaFen.startsWith('-')
  return (
    <>
      <Cell isNumeric className={cell('amount')}>
        {isMore ? <Money amount={yuan(line.deltaFen)} /> : null}
      </Cell>
      <Cell isNumeric className={cell('amount')}>
        {isMore ? null : (
          <>
            <span className="sm:hidden">−</span>
            <Money amount={yuan(line.deltaFen.slice(1))} />
          </>
        )}
      </Cell>
    </>
  )
}

function BalanceRow({ day, name, fen }: { day: string; name: string; fen: string }) {
  return (
    <Row className={`font-semibold ${ON_PHONE.row}`}>
      <Cell className={cell('first', 'whitespace-nowrap')}>{day}</Cell>
      <Cell className={ON_PHONE.cell} />
      <Cell className={cell('first', 'max-sm:whitespace-normal!')}>{name}</Cell>
      <Cell className={ON_PHONE.cell} />
      <Cell className={ON_PHONE.cell} />
      <Cell isNumeric className={cell('amount')}>
        <Money amount={yuan(fen)} />
      </Cell>
      <Cell className={ON_PHONE.cell} />
    </Row>
  )
}

/** What was open when the statement was made, note by note, and its age. */
export function StatementOpen({ content, words, paperOf }: Pick<Shown, 'content' | 'words' | 'paperOf'>) {
  if (content.open.length === 0) return <p className="p-3 text-muted">{words.nothingOpen}</p>
  return (
    <>
      <dl className="grid grid-cols-2 gap-px border-b border-line bg-line sm:grid-cols-5">
        {content.ageing.cells.map((fen, at) => (
          <div key={at} className="bg-surface px-3 py-2 max-sm:last:odd:col-span-2">
            <dt className="text-muted">{words.buckets[at]}</dt>
            <dd className="font-semibold">
              <Money amount={yuan(fen)} />
            </dd>
          </div>
        ))}
      </dl>
      <Table
        label={words.openNotes}
        head={
          <>
            <HeadCell>{words.column.paper}</HeadCell>
            <HeadCell className="max-sm:hidden">{words.column.date}</HeadCell>
            <HeadCell>{words.column.due}</HeadCell>
            <HeadCell isNumeric>{words.column.open}</HeadCell>
          </>
        }
      >
        {content.open.map((note) => (
          <Row key={note.paperId}>
            <Cell className="whitespace-nowrap">
              {paperOf?.({ ...note, what: 'NOTE' }) ?? note.number}{' '}
              {note.isDisputed ? <Badge tone="warning">{words.isDisputed}</Badge> : null}
            </Cell>
            <Cell className="whitespace-nowrap max-sm:hidden">{note.businessDate}</Cell>
            <Cell className="whitespace-nowrap">{note.dueDate}</Cell>
            <Cell isNumeric>
              <Money amount={yuan(note.openFen)} />
            </Cell>
          </Row>
        ))}
      </Table>
    </>
  )
}
