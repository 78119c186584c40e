import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { paperCodesHref, traceHref } from '#components/tracing/trace-address.ts'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Money } from '#components/ui/money.tsx'
import { formatInstant } from '#lib/i18n/format.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'

export type CodeLine = {
  lineNo: number
  productName: string
  codes: { kind: string; code: string; isDamaged: boolean; reason: string; releasedFor: string | null }[]
}

/** The codes on the stub, line by line. */
export function CodesCard({
  lines,
  paper,
}: {
  lines: readonly CodeLine[]
  paper: { accountSetId: number; paperId: string }
}) {
  const t = useTranslations('notePage.codes')
  const all =
    lines.length === 0 ? undefined : (
      <Link className="text-sm text-accent" href={paperCodesHref(paper)}>
        {t('trace')}
      </Link>
    )
  return (
    <Card title={t('title')} aside={all}>
      {lines.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      {lines.map((line) => (
        <details key={line.lineNo} className="border-b border-line py-1 last:border-0">
          <summary className="cursor-pointer">
            {t('line', { line: line.lineNo, product: line.productName })}
            <span className="ml-2 text-muted">{t('count', { count: line.codes.length })}</span>
          </summary>
          <ul className="mt-1 flex flex-col gap-0.5 text-sm">
            {line.codes.map((code) => (
              <li key={`${code.kind} ${code.code}`} className="flex flex-wrap gap-x-2">
                <span className="text-muted">{t(`kind.${code.kind}`)}</span>
                <Link className="font-mono break-all text-accent" href={traceHref(code.code)}>
                  {code.code}
                </Link>
                {code.isDamaged ? (
                  <span className="text-warning">{t('damaged', { reason: code.reason })}</span>
                ) : null}
                {code.releasedFor === null ? null : (
                  <span className="text-muted">{t(`released.${code.releasedFor}`)}</span>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Card>
  )
}

export type MoneyLines = {
  goods: string
  discount: string
  roundingOff: string
  net: string
  tax: string
  gross: string
  freight: string | null
}

/** The note's money, for whoever may see it, and what the customer sent back. */
export function MoneyCard({ money, returned }: { money: MoneyLines; returned: readonly string[] }) {
  const t = useTranslations('notePage.money')
  const rows = [
    ['goods', money.goods],
    ['discount', money.discount],
    ['roundingOff', money.roundingOff],
    ['net', money.net],
    ['tax', money.tax],
    ['gross', money.gross],
    ['freight', money.freight ?? '0.00'],
  ] as const
  const shown = rows.filter(([key, amount]) => key === 'gross' || key === 'tax' || amount !== '0.00')
  return (
    <Card title={t('title')}>
      <DescriptionList
        items={shown.map(([key, amount]) => ({
          key,
          name: t(key),
          value: <Money amount={amount} hasSign className={key === 'gross' ? 'font-semibold' : ''} />,
        }))}
      />
      <Returned lines={returned} />
    </Card>
  )
}

/** What came back from the customer, line by line. */
export function Returned({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-0.5 text-warning">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

export type IncidentLine = {
  id: string
  copy: CopyKind
  kind: string
  statement: string
  authorName: string
  writtenAt: string
  ruling: 'ACCEPTED' | 'REJECTED' | null
  ruledByName: string | null
  ruledAt: string | null
  remark: string | null
  acts: ReactNode
}

/** What happened to a copy and what a manager ruled (R12). */
export function IncidentsCard({ incidents, act }: { incidents: readonly IncidentLine[]; act?: ReactNode }) {
  const t = useTranslations('notePage.incidents')
  return (
    <Card title={t('title')} aside={act}>
      {incidents.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      <ul className="flex flex-col gap-3">
        {incidents.map((incident) => (
          <li key={incident.id} className="flex flex-col gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <CopyBadge kind={incident.copy} />
              {t(`kind.${incident.kind}`)}
              <Badge tone={incident.ruling === 'ACCEPTED' ? 'positive' : 'warning'}>
                {incident.ruling === null ? t('waiting') : t(incident.ruling)}
              </Badge>
            </span>
            <p className="whitespace-pre-line">{incident.statement}</p>
            <p className="text-sm text-muted">
              {t('by', { name: incident.authorName, at: formatInstant(incident.writtenAt) })}
            </p>
            {incident.ruledByName === null || incident.ruledAt === null ? null : (
              <p className="text-sm text-muted">
                {t('ruled', { name: incident.ruledByName, at: formatInstant(incident.ruledAt) })}{' '}
                {incident.remark}
              </p>
            )}
            {incident.acts}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export type PictureLine = { hash: string; purpose: string; byName: string; at: string }

/** Photographs filed with the note, each opened at its own address. */
export function PicturesCard({
  accountSetId,
  pictures,
  act,
}: {
  accountSetId: number
  pictures: readonly PictureLine[]
  act?: ReactNode
}) {
  const t = useTranslations('notePage.pictures')
  return (
    <Card title={t('title')} aside={act}>
      {pictures.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {pictures.map((picture) => {
          const address = `/api/files/${accountSetId}/${picture.hash}`
          const purpose = t(`of.${picture.purpose}`)
          return (
            <li key={`${picture.hash} ${picture.purpose}`} className="flex flex-col gap-1 text-sm">
              <a href={address} target="_blank" rel="noreferrer" aria-label={t('open', { purpose })}>
                <img
                  src={address}
                  alt={purpose}
                  loading="lazy"
                  className="aspect-[4/3] w-full rounded-sm border border-line object-cover"
                />
              </a>
              <span>{purpose}</span>
              <span className="text-muted">
                {t('by', { name: picture.byName, at: formatInstant(picture.at) })}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
