import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { copyTone } from '#components/reports/copy-tone.ts'
import type { CopyDue } from '#lib/domain/delivery-notes/post-queries.ts'

/** Copies that accounting waits for: which, where they are and since when; offered ones can be accepted (R46, R65). */
export async function CopiesDue({
  accountSetId,
  copies,
}: {
  accountSetId: number
  copies: readonly CopyDue[]
}) {
  const t = await getTranslations('posting')
  return (
    <Card
      title={t('copiesDue', { count: copies.length })}
      aside={
        <ButtonLink href="/hand-overs" size="small">
          {t('accept')}
        </ButtonLink>
      }
    >
      {copies.length === 0 ? (
        <p className="text-muted">{t('noCopiesDue')}</p>
      ) : (
        <ul className="gap-6 lg:columns-2">
          {copies.map((copy) => (
            <li
              key={`${copy.paperId} ${copy.kind}`}
              className="flex break-inside-avoid flex-wrap items-center gap-x-2 gap-y-1 pb-1.5"
            >
              <Badge tone={copyTone(copy.kind)}>{t(`copy.${copy.kind}`)}</Badge>
              <Link href={`/notes/${accountSetId}/${copy.paperId}`} className="text-accent hover:underline">
                {copy.number}
              </Link>
              <span>{t('with', { place: t(`place.${copy.place}`), name: copy.keeperName ?? '' })}</span>
              <span className="text-muted">
                <Instant iso={copy.since} />
              </span>
              {copy.isOffered ? <Badge tone="accent">{t('offered')}</Badge> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
