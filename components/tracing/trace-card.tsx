import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { addressOf } from '#lib/kernel/address.ts'
import { type CodeTrace, isFirstAtDispatch } from '#lib/papers/code-trace.ts'
import { traceHref } from './trace-address.ts'
import { lossText, TraceStepCard } from './trace-step.tsx'

/** Everything about one code: what it is, where it stands, its case and bottles, and its way. */
export function TraceCard({ trace, canReport }: { trace: CodeTrace; canReport: boolean }) {
  const t = useTranslations('trace')
  const { accountSetId, code } = trace
  const report = addressOf('/trace/diversions/new', { code, set: accountSetId })
  return (
    <div className="flex flex-col gap-3">
      <Card
        title={
          <>
            <span className="font-mono break-all">{code}</span>{' '}
            <span className="whitespace-nowrap">{trace.productName}</span>{' '}
            <span className="font-normal whitespace-nowrap text-muted">{trace.accountSetName}</span>
          </>
        }
        aside={canReport ? <ButtonLink href={report}>{t('reportDiversion')}</ButtonLink> : undefined}
      >
        <DescriptionList items={headOf(trace, t)} />
      </Card>
      {isFirstAtDispatch(trace) ? <Notice tone="warning">{t('firstAtDispatch')}</Notice> : null}
      {trace.bottles.some((each) => each.isApart) ? <Notice tone="warning">{t('opened')}</Notice> : null}
      <section aria-label={t('steps')}>
        <ol className="flex flex-col gap-2">
          {trace.steps.map((step) => (
            <li key={`${step.paperId} ${step.at} ${step.lineNo} ${step.caseCode ?? ''}`}>
              <TraceStepCard step={step} />
            </li>
          ))}
        </ol>
      </section>
      {trace.bottles.length === 0 ? null : <Bottles trace={trace} />}
    </div>
  )
}

type Words = ReturnType<typeof useTranslations<'trace'>>

function headOf(trace: CodeTrace, t: Words) {
  const { kind, productCode, productName, specification, caseCode } = trace
  const items = [
    { key: 'product', name: t('product'), value: `${productCode} ${productName} ${specification}` },
    { key: 'kind', name: t('kindOfCode'), value: t(`kind.${kind}`) },
    { key: 'now', name: t('now'), value: standingText(trace, t) },
  ]
  if (caseCode === null) return items
  const value = (
    <Link className="font-mono break-all text-accent" href={traceHref(caseCode)}>
      {caseCode}
    </Link>
  )
  return [...items, { key: 'case', name: t('case'), value }]
}

function standingText({ standing }: CodeTrace, t: Words): string {
  if (standing === null) return t('free')
  const number = standing.number ?? t('otherPaper')
  if (standing.lost !== null) return lossText(standing.lost, t)
  if (!standing.isSettled) return t('pending', { number })
  return standing.warehouseName === null
    ? t('outside', { number })
    : t('inWarehouse', { warehouse: standing.warehouseName })
}

function Bottles({ trace: { bottles } }: { trace: CodeTrace }) {
  const t = useTranslations('trace')
  return (
    <Card title={t('bottles', { count: bottles.length })}>
      <ul className="grid gap-1 sm:grid-cols-2 lg:grid-cols-3">
        {bottles.map(({ code, isApart }) => (
          <li key={code} className="flex flex-wrap items-center gap-2">
            <Link className="font-mono break-all text-accent" href={traceHref(code)}>
              {code}
            </Link>
            {isApart ? <Badge tone="warning">{t('apart')}</Badge> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
