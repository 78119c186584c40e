import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { CopiesOut } from '#lib/domain/reports/queries.ts'
import { copyTone } from './copy-tone.ts'
import { figureAddress, type ShownDay } from './daily-address.ts'

/** Copies that are not home: who keeps them, which they are, since when; the oldest first. */
export async function CopiesOutCard({ shown, out }: { shown: ShownDay; out: readonly CopiesOut[] }) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('copiesOut')}>
      {out.length === 0 ? (
        <p className="text-muted">{t('allHome')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {out.map((each) => (
            <li key={`${each.place} ${each.keeperId ?? ''}`}>
              <p className="flex flex-wrap justify-between gap-x-3">
                <span>
                  {each.keeperName ?? t(`place.${each.place}`)}
                  <span className="text-muted"> {t(`place.${each.place}`)}</span>
                </span>
                <Link
                  href={figureAddress(shown, 'copiesOut', each.keeperId)}
                  className="text-accent hover:underline"
                >
                  {t('copyCount', { count: each.count })}
                </Link>
              </p>
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
                {each.kinds.map((kind) => (
                  <Badge key={kind} tone={copyTone(kind)}>
                    {t(`copy.${kind}`)}
                  </Badge>
                ))}
                <span>{t('oldestSince')}</span>
                <Instant iso={each.since} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
