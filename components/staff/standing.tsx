import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'

type Standing = {
  isActive: boolean
  isBillingSuspended: boolean
  mustChangePassword: boolean
  hasPin: boolean
}

/** How a member stands, in badges. */
export function StandingBadges({ of }: { of: Standing }) {
  const t = useTranslations('staff.standing')
  return (
    <span className="inline-flex flex-wrap gap-1">
      {of.isActive ? (
        <Badge tone="positive">{t('active')}</Badge>
      ) : (
        <Badge tone="danger">{t('inactive')}</Badge>
      )}
      {of.isBillingSuspended ? <Badge tone="warning">{t('suspended')}</Badge> : null}
      {of.mustChangePassword ? <Badge>{t('firstPassword')}</Badge> : null}
      {of.hasPin ? null : <Badge>{t('noPin')}</Badge>}
    </span>
  )
}
