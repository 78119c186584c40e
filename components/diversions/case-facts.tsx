import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { traceHref } from '#components/tracing/trace-address.ts'
import type { DiversionDetail } from '#lib/domain/diversions/queries.ts'

/** What was reported: the code, where and when, by whom, with its photographs. */
export function CaseFacts({ found }: { found: DiversionDetail }) {
  const t = useTranslations('diversions')
  const { accountSetId, code, foundOn, foundAt, remark, reportedBy, reportedAt, pictures } = found
  const items = [
    {
      key: 'code',
      name: t('column.code'),
      value: (
        <Link className="font-mono break-all text-accent" href={traceHref(code)}>
          {code}
        </Link>
      ),
    },
    {
      key: 'product',
      name: t('product'),
      value: `${found.evidence.productCode} ${found.evidence.productName} ${found.evidence.specification}`,
    },
    { key: 'foundAt', name: t('column.foundAt'), value: foundAt },
    { key: 'foundOn', name: t('column.foundOn'), value: foundOn },
    { key: 'remark', name: t('remark'), value: remark },
    {
      key: 'reported',
      name: t('reported'),
      value: (
        <>
          {reportedBy} <Instant iso={reportedAt} />
        </>
      ),
    },
  ]
  return (
    <Card title={t('report')}>
      <DescriptionList items={items} />
      {pictures.length === 0 ? null : (
        <ul aria-label={t('pictures')} className="mt-3 flex flex-wrap gap-3">
          {pictures.map((hash, index) => (
            <li key={hash}>
              <img
                src={`/api/files/${accountSetId}/${hash}`}
                alt={t('picture', { number: index + 1 })}
                className="max-h-64 max-w-full rounded-sm border border-line"
              />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 text-sm break-all text-muted">{t('frozen', { hash: found.contentHash })}</p>
    </Card>
  )
}

/** What a manager ruled, or that nobody did yet. */
export function RulingFacts({ found }: { found: DiversionDetail }) {
  const t = useTranslations('diversions')
  const { ruling, ruledBy, ruledAt } = found
  if (ruling === null || ruledAt === null) return <p className="text-muted">{t('notRuled')}</p>
  return (
    <>
      <p className="whitespace-pre-wrap">{ruling}</p>
      <p className="text-muted">
        {ruledBy} <Instant iso={ruledAt} />
      </p>
    </>
  )
}
