import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { Exception } from '#lib/domain/reports/queries-exceptions.ts'
import { noteAddress } from './daily-address.ts'

/** What was granted or ruled on the day against or beyond the rule, and by whom. */
export async function Exceptions({ exceptions }: { exceptions: readonly Exception[] }) {
  const t = await getTranslations('reports')
  if (exceptions.length === 0)
    return (
      <Card title={t('exceptions')}>
        <p className="text-muted">{t('noExceptions')}</p>
      </Card>
    )
  const head = ['what', 'paper', 'why', 'askedBy', 'decidedBy', 'at'] as const
  return (
    <Card title={t('exceptions')} isFlush>
      <Table
        label={t('exceptions')}
        className="rounded-t-none border-0"
        head={head.map((name) => (
          <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>
        ))}
      >
        {exceptions.map((each) => (
          <Row key={`${each.kind} ${each.paperId} ${each.at}`}>
            <Cell>{t(`exception.${each.kind}.${each.outcome}`)}</Cell>
            <Cell>
              <Link href={addressOfPaper(each)} className="text-accent hover:underline">
                {each.number}
              </Link>
            </Cell>
            <Cell className="max-w-80 break-words">{whyOf(t, each)}</Cell>
            <Cell>{each.askedBy}</Cell>
            <Cell>{each.decidedBy}</Cell>
            <Cell>
              <Instant iso={each.at} isTimeOnly />
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  )
}

/** Where the paper of an exception is looked at. */
export function addressOfPaper(each: Exception): string {
  return each.kind === 'APPLICATION' ? `/billing-applications/${each.paperId}` : noteAddress(each)
}

/** Why, in words: the reasons' names, then what was written. */
export function whyOf(t: Awaited<ReturnType<typeof getTranslations<'reports'>>>, each: Exception): string {
  const reasons = each.reasons.map((reason) => (t.has(`reason.${reason}`) ? t(`reason.${reason}`) : reason))
  return [reasons.join(t('and')), each.words].filter((part) => part !== '').join(t('colon'))
}
