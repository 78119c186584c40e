import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { ArrivalRound, RoadLine } from '#lib/domain/transfers/queries.ts'

/** How far the goods of a transfer have come: line by line, and who counted what arrived. */
export function RoadCard({ lines, rounds }: { lines: readonly RoadLine[]; rounds: readonly ArrivalRound[] }) {
  const t = useTranslations('transfers.road')
  const openLines = lines.filter(({ onItsWay }) => onItsWay !== null).length
  return (
    <Card
      title={t('title')}
      aside={
        openLines === 0 ? (
          <Badge tone="positive">{t('allThere')}</Badge>
        ) : (
          <Badge tone="warning">{t('open', { count: openLines })}</Badge>
        )
      }
    >
      <ul className="flex flex-col">
        {lines.map(({ lineNo, productName, sent, good, damaged, onItsWay, lost }) => (
          <li key={lineNo} className="border-t border-line py-1.5 first:border-0">
            <p className="flex flex-wrap justify-between gap-x-3">
              <span>
                <span className="mr-2 text-muted">{lineNo}</span>
                {productName}
              </span>
              <span className="tabular-nums">{t('sent', { quantity: sent })}</span>
            </p>
            <p className="flex flex-wrap gap-x-3 text-muted">
              {good === null ? null : <span className="text-positive">{t('good', { quantity: good })}</span>}
              {damaged === null ? null : (
                <span className="text-danger">{t('damaged', { quantity: damaged })}</span>
              )}
              {onItsWay === null ? null : (
                <span className="text-warning">{t('onItsWay', { quantity: onItsWay })}</span>
              )}
              {lost === null ? null : <span className="text-danger">{t('lost', { quantity: lost })}</span>}
            </p>
          </li>
        ))}
      </ul>
      {rounds.length === 0 ? null : (
        <ul className="mt-2 flex flex-col gap-1 border-t border-line pt-2 text-muted">
          {rounds.map(({ round, byName, at, reasons }) => (
            <li key={round} className="flex flex-wrap gap-x-2">
              <span>{t('countedBy', { name: byName })}</span>
              <Instant iso={at} />
              {reasons.length === 0 ? null : <span>{reasons.join(' · ')}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
