import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { StatementDetail } from '#lib/domain/statements/queries.ts'

/** Which ways a statement went. */
export async function Sendings({ sendings }: Pick<StatementDetail, 'sendings'>) {
  const t = await getTranslations('statements')
  if (sendings.length === 0) return <p className="text-muted">{t('send.none')}</p>
  return (
    <ul className="flex flex-col gap-1">
      {sendings.map((sent) => (
        <li key={sent.sequence}>
          {t(`way.${sent.way}`)} · {sent.sentTo}{' '}
          <span className="text-muted">
            {sent.by} <Instant iso={sent.at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What the customer answered, and where the answer came from. */
export async function AnswerCard({ found }: { found: StatementDetail }) {
  const t = await getTranslations('statements')
  const { answer, content } = found
  if (answer === null)
    return (
      <Card title={t('answer.title')}>
        <p className="text-muted">{t('answer.none')}</p>
      </Card>
    )
  const disputed = content.lines.filter(
    ({ paperId, what }) => what === 'NOTE' && answer.disputed.includes(paperId),
  )
  const items = {
    by: answer.answeredBy,
    at: <Instant iso={answer.at} />,
    note: answer.note,
    disputed: [...new Set(disputed.map(({ number }) => number))].join(' '),
    from: [answer.address, answer.userAgent].filter((part) => part !== null && part !== '').join(' · '),
  }
  const shown = Object.entries(items).filter(([, value]) => value !== '')
  return (
    <Card
      title={t('answer.title')}
      aside={
        <Badge tone={answer.answer === 'CONFIRMED' ? 'positive' : 'warning'}>
          {t(`answer.${answer.answer}`)}
        </Badge>
      }
    >
      <DescriptionList
        items={shown.map(([name, value]) => ({ key: name, name: t(`answer.${name}`), value }))}
      />
    </Card>
  )
}
