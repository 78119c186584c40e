import { getTranslations } from 'next-intl/server'
import { Instant } from '#components/ui/instant.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { RefusalRow } from '#lib/domain/reports/queries-lists.ts'
import { sayable } from '#lib/i18n/words.ts'
import { commandName } from './command-name.ts'

const COLUMNS = ['at', 'who', 'tried', 'refusedFor'] as const

/** Refused acts: when, who, what they tried, and the sentence they read. */
export async function RefusalTable({ rows }: { rows: readonly RefusalRow[] }) {
  const t = await getTranslations('reports')
  const words = await getTranslations()
  return (
    <Table
      label={t('refusals')}
      head={COLUMNS.map((name) => (
        <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>
      ))}
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell>
            <Instant iso={row.at} isTimeOnly />
          </Cell>
          <Cell>{row.who}</Cell>
          <Cell>{commandName(t, row.command)}</Cell>
          <Cell className="break-words">{sentenceOf(words, row)}</Cell>
        </Row>
      ))}
    </Table>
  )
}

/** A gate's refusal names its checklist nowhere but to who was refused: here it is told by its step. */
function sentenceOf(words: Awaited<ReturnType<typeof getTranslations>>, row: RefusalRow): string {
  if (row.code.startsWith('gate.')) return words('reports.refusedByGate')
  const key = `errors.refused.${row.code}`
  return words.has(key) ? words(key, sayable(words, row.params)) : row.code
}
