import { useTranslations } from 'next-intl'
import { DescriptionList } from '#components/ui/description-list.tsx'
import type { StaffDetail } from '#lib/domain/staff/queries.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { StandingBadges } from './standing.tsx'

/** How a member stands, signs and is signed in. */
export function MemberFacts({ member }: { member: StaffDetail }) {
  const t = useTranslations('staff')
  const { lastSeenAt, openSessions: count } = member
  const items = [
    { key: 'standing', name: t('detail.standing'), value: <StandingBadges of={member} /> },
    {
      key: 'signing',
      name: t('detail.signing'),
      value: t('detail.pin', { hasPin: String(member.hasPin), count: member.passkeyCount }),
    },
    {
      key: 'sessions',
      name: t('detail.sessions'),
      value:
        lastSeenAt === null ? t('detail.never') : t('detail.open', { count, at: formatInstant(lastSeenAt) }),
    },
  ]
  return <DescriptionList items={items} />
}
