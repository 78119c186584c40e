import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { traceHref } from '#components/tracing/trace-address.ts'
import { Card } from '#components/ui/card.tsx'
import type { LossRow } from '#lib/codes/line-codes.ts'

/** Codes that a count did not find or that never arrived; each leads to its way. Nothing where there are none. */
export function LostCodes({ rows, count }: { rows: readonly LossRow[]; count: number }) {
  const t = useTranslations('goods.lost')
  if (count === 0) return null
  return (
    <Card title={t('title')} aside={<span className="text-muted">{t('count', { count })}</span>}>
      <p className="text-muted">{t('about')}</p>
      <ul className="mt-1 flex flex-col gap-0.5 text-sm">
        {rows.map(({ lineNo, code, foundOn, isTakenBack }) => (
          <li key={`${lineNo} ${code}`} className="flex flex-wrap gap-x-2">
            <span className="text-muted">{t('line', { line: lineNo })}</span>
            <Code code={code} />
            {foundOn === null ? null : (
              <span className="text-positive">{t('found', { number: foundOn })}</span>
            )}
            {isTakenBack ? <span className="text-muted">{t('takenBack')}</span> : null}
          </li>
        ))}
      </ul>
      {rows.length < count ? <p className="text-muted">{t('more', { count: count - rows.length })}</p> : null}
    </Card>
  )
}

/** A line of a count whose unscanned codes will be lost with the posting. */
export type LosingLine = { lineNo: number; productName: string; count: number; codes: readonly string[] }

/** What will be lost once the count is posted, for whoever agrees to it. Nothing where nothing will be. */
export function LosingCodes({ lines }: { lines: readonly LosingLine[] }) {
  const t = useTranslations('goods.lost')
  if (lines.length === 0) return null
  return (
    <Card title={t('willBe')}>
      <p className="text-muted">{t('willBeAbout')}</p>
      {lines.map(({ lineNo, productName, count, codes }) => (
        <details key={lineNo} className="border-b border-line py-1 last:border-0" open={lines.length === 1}>
          <summary className="cursor-pointer">
            {`${lineNo} ${productName}`}
            <span className="ml-2 text-muted">{t('count', { count })}</span>
          </summary>
          <ul className="mt-1 flex flex-col gap-0.5 text-sm">
            {codes.map((code) => (
              <li key={code}>
                <Code code={code} />
              </li>
            ))}
          </ul>
          {codes.length < count ? (
            <p className="text-muted">{t('more', { count: count - codes.length })}</p>
          ) : null}
        </details>
      ))}
    </Card>
  )
}

function Code({ code }: { code: string }) {
  return (
    <Link className="font-mono break-all text-accent" href={traceHref(code)}>
      {code}
    </Link>
  )
}
