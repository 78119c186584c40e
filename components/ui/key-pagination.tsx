import { useTranslations } from 'next-intl'
import { ButtonLink } from './button.tsx'
import { ChevronLeftIcon, ChevronRightIcon } from './icons-direction.tsx'

/** The way through a list by key. An absent address is an end of the list; no totals are counted. */
export function KeyPagination({ newerHref, olderHref }: { newerHref?: string; olderHref?: string }) {
  const t = useTranslations('common')
  if (newerHref === undefined && olderHref === undefined) return null
  return (
    <nav aria-label={t('pages')} className="mt-2 flex justify-between gap-2">
      {newerHref === undefined ? (
        <span />
      ) : (
        <ButtonLink href={newerHref} rel="prev" variant="quiet">
          <ChevronLeftIcon />
          {t('newer')}
        </ButtonLink>
      )}
      {olderHref === undefined ? null : (
        <ButtonLink href={olderHref} rel="next" variant="quiet">
          {t('older')}
          <ChevronRightIcon />
        </ButtonLink>
      )}
    </nav>
  )
}
