import { useTranslations } from 'next-intl'
import { ButtonLink } from './button.tsx'
import { ChevronLeftIcon, ChevronRightIcon } from './icons-direction.tsx'

type Ends = { newerHref: string | null; olderHref: string | null }

/** The way through a list by key. No address is an end of the list; no totals are counted. */
export function KeyPagination({ newerHref, olderHref }: Ends) {
  const t = useTranslations('common')
  if (newerHref === null && olderHref === null) return null
  return (
    <nav aria-label={t('pages')} className="mt-2 flex justify-between gap-2">
      {newerHref === null ? (
        <span />
      ) : (
        <ButtonLink href={newerHref} rel="prev" variant="quiet">
          <ChevronLeftIcon />
          {t('newer')}
        </ButtonLink>
      )}
      {olderHref === null ? null : (
        <ButtonLink href={olderHref} rel="next" variant="quiet">
          {t('older')}
          <ChevronRightIcon />
        </ButtonLink>
      )}
    </nav>
  )
}
