import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import type { ApplicationDetail } from '#lib/domain/billing-applications/queries.ts'

/** Why it is asked, by whom, on what order, what came of it. */
export function ApplicationFacts({ application }: { application: ApplicationDetail }) {
  const t = useTranslations('billingApplications')
  const { content, reasons, decidedBy, decidedAt, decisionRemark, usedByNumber, usedByPaperId } = application
  const { releaseUpTo, releaseUntil } = application
  const items = [
    {
      key: 'why',
      name: t('why'),
      value: (
        <span className="flex flex-wrap gap-1">
          {reasons.map((reason) => (
            <Badge key={reason} tone="warning">
              {t(`reason.${reason}`)}
            </Badge>
          ))}
        </span>
      ),
    },
    { key: 'remark', name: t('applicantRemark'), value: application.remark || t('none') },
    {
      key: 'applicant',
      name: t('applicant'),
      value: (
        <>
          {application.applicantName} · <Instant iso={application.submittedAt} />
        </>
      ),
    },
    { key: 'customer', name: t('customer'), value: content.customerName },
    {
      key: 'channel',
      name: t('terms'),
      value: `${t(`channel.${content.channel}`)} · ${t(`settlement.${content.settlementMethod}`)}`,
    },
    { key: 'expected', name: t('expectedOn'), value: content.expectedOn },
    { key: 'warehouse', name: t('warehouse'), value: content.warehouseName || t('none') },
    {
      key: 'order',
      name: t('order'),
      value: (
        <Link href={`/orders/${application.orderId}`} className="text-accent underline">
          {application.orderNumber}
        </Link>
      ),
    },
    ...(decidedBy === null || decidedAt === null
      ? []
      : [
          {
            key: 'decided',
            name: t('decided'),
            value: (
              <>
                {decidedBy} · <Instant iso={decidedAt} /> {decisionRemark}
                {releaseUpTo === null ? null : <p>{t('released', { amount: releaseUpTo })}</p>}
                {releaseUntil === null ? null : <p>{t('releasedUntil', { date: releaseUntil })}</p>}
              </>
            ),
          },
        ]),
    ...(usedByNumber === null
      ? []
      : [
          {
            key: 'used',
            name: t('usedBy'),
            value: (
              <Link
                href={`/notes/${application.accountSetId}/${usedByPaperId ?? ''}`}
                className="text-accent underline"
              >
                {usedByNumber}
              </Link>
            ),
          },
        ]),
  ]
  return (
    <Card title={t('facts')}>
      <DescriptionList items={items} />
    </Card>
  )
}

/** What the exposure was made of when the application was made, and what it would be with this note (R117). */
export function CreditFacts({ application }: { application: ApplicationDetail }) {
  const t = useTranslations('billingApplications')
  const { content } = application
  const isOver = application.reasons.includes('OVER_CREDIT')
  const money = (name: 'creditLimit' | 'committed' | 'receivable' | 'prepaid' | 'gross', sign = '') => ({
    key: name,
    name: t(name === 'gross' ? 'thisNote' : name),
    value: (
      <>
        {sign} <Money amount={content[name]} />
      </>
    ),
  })
  return (
    <Card title={t('credit')}>
      <DescriptionList
        items={[
          money('creditLimit'),
          money('committed', '+'),
          money('receivable', '+'),
          money('prepaid', '−'),
          money('gross', '+'),
          {
            key: 'exposure',
            name: t('exposure'),
            value: <Money amount={content.exposure} className={isOver ? 'font-semibold text-danger' : ''} />,
          },
          {
            key: 'oldest',
            name: t('oldest'),
            value:
              content.oldestDays === null
                ? t('none')
                : t('oldestAge', { days: content.oldestDays, due: content.oldestDueOn ?? '' }),
          },
        ]}
      />
    </Card>
  )
}
