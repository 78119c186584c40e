import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import type { PaperCode, PaperCodes } from '#lib/domain/tracing/trace.ts'
import { paperCodesHref, paperHref, traceHref } from './trace-address.ts'

/** Every code on the stub of a paper; each leads to its way. */
export function PaperCodesCard({ paper, after }: { paper: PaperCodes; after: number }) {
  const t = useTranslations('trace')
  const { kind, number, lines, codes, nextAfter } = paper
  const back = <ButtonLink href={paperHref(kind, paper)}>{t('backTo', { number })}</ButtonLink>
  if (codes.length === 0) return <EmptyState title={t('noCodes')} act={back} />
  return (
    <div className="flex flex-col gap-3">
      <Card title={t('ofPaper', { kind: t(`paperKind.${kind}`), number })} aside={back}>
        <ul className="flex flex-col gap-1">
          {lines.map(({ lineNo, productName, codes: count }) => (
            <li key={lineNo}>{t('codesOfLine', { line: lineNo, product: productName, count })}</li>
          ))}
        </ul>
      </Card>
      <ul className="grid gap-1 sm:grid-cols-2 lg:grid-cols-3">
        {codes.map((code) => (
          <CodeItem key={code.sequence} code={code} />
        ))}
      </ul>
      <KeyPagination
        newerHref={after === 0 ? null : paperCodesHref(paper)}
        olderHref={nextAfter === null ? null : paperCodesHref(paper, nextAfter)}
      />
    </div>
  )
}

function CodeItem({ code: { code, kind, lineNo, bottles, releasedCause, lostOn } }: { code: PaperCode }) {
  const t = useTranslations('trace')
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-2 rounded-sm border border-line bg-surface px-2">
      <Link className="font-mono break-all text-accent" href={traceHref(code)}>
        {code}
      </Link>
      <span className="text-muted">
        {t(`kind.${kind}`)} {t('line', { line: lineNo })}
      </span>
      {bottles === 0 ? null : <Badge>{t('bottlesIn', { count: bottles })}</Badge>}
      {lostOn === null ? null : <Badge tone="warning">{t('isLost', { number: lostOn })}</Badge>}
      {releasedCause === null ? null : <Badge tone="warning">{t('free')}</Badge>}
    </li>
  )
}
