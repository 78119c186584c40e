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
  paperOf?: (line: StatementLine) => ReactNode
  /** Where a picture of a signed copy is read. */
  pictureHref: (hash: string) => string
}

const yuan = (fen: string): string => formatFenPlain(BigInt(fen))

/** Every mark on the account with what was owed after it, from opening to closing balance. */
export function StatementLines({ content, words, paperOf, pictureHref }: Shown) {
  return (
    <Table
      label={words.account}
      head={
        <>
          <HeadCell>{words.column.date}</HeadCell>
          <HeadCell>{words.column.paper}</HeadCell>
          <HeadCell>{words.column.what}</HeadCell>
          <HeadCell isNumeric>{words.column.owed}</HeadCell>
          <HeadCell isNumeric>{words.column.paid}</HeadCell>
          <HeadCell isNumeric>{words.column.balance}</HeadCell>
          <HeadCell>{words.column.copy}</HeadCell>
        </>
      }
    >
      <BalanceRow day={content.from} name={words.opening} fen={content.openingFen} />
      {content.lines.map((line, at) => (
        <Row key={at}>
          <Cell className="whitespace-nowrap">{line.businessDate}</Cell>
          <Cell className="whitespace-nowrap">{paperOf?.(line) ?? line.number}</Cell>
          <Cell>
            {words.what[line.what]}
            {line.isReversal ? words.reversal : null}{' '}
            {line.isDisputed ? <Badge tone="warning">{words.isDisputed}</Badge> : null}
          </Cell>
          <DeltaCells line={line} />
          <Cell isNumeric>
            <Money amount={yuan(line.balanceFen)} />
          </Cell>
          <Cell>
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
      <Cell isNumeric>{isMore ? <Money amount={yuan(line.deltaFen)} /> : null}</Cell>
      <Cell isNumeric>{isMore ? null : <Money amount={yuan(line.deltaFen.slice(1))} />}</Cell>
    </>
  )
}

function BalanceRow({ day, name, fen }: { day: string; name: string; fen: string }) {
  return (
    <Row className="font-semibold">
      <Cell className="whitespace-nowrap">{day}</Cell>
      <Cell />
      <Cell>{name}</Cell>
      <Cell />
      <Cell />
      <Cell isNumeric>
        <Money amount={yuan(fen)} />
      </Cell>
      <Cell />
    </Row>
  )
}

/** What was open when the statement was made, note by note, and its age. */
export function StatementOpen({ content, words }: Pick<Shown, 'content' | 'words'>) {
  if (content.open.length === 0) return <p className="p-3 text-muted">{words.nothingOpen}</p>
  return (
    <>
      <dl className="grid grid-cols-2 gap-px border-b border-line bg-line sm:grid-cols-5">
        {content.ageing.cells.map((fen, at) => (
          <div key={at} className="bg-surface px-3 py-2">
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
            <HeadCell>{words.column.date}</HeadCell>
            <HeadCell>{words.column.due}</HeadCell>
            <HeadCell isNumeric>{words.column.open}</HeadCell>
          </>
        }
      >
        {content.open.map((note) => (
          <Row key={note.paperId}>
            <Cell className="whitespace-nowrap">
              {note.number} {note.isDisputed ? <Badge tone="warning">{words.isDisputed}</Badge> : null}
            </Cell>
            <Cell className="whitespace-nowrap">{note.businessDate}</Cell>
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
