import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import type { ApplicationStatus } from '#lib/domain/billing-applications/states.ts'

const TONES: Record<ApplicationStatus, Tone> = {
  SUBMITTED: 'warning',
  APPROVED: 'positive',
  REJECTED: 'danger',
  USED: 'neutral',
  WITHDRAWN: 'neutral',
}

/** Where an application stands. */
export function ApplicationBadge({ status }: { status: ApplicationStatus }) {
  const t = useTranslations('billingApplications.status')
  return <Badge tone={TONES[status]}>{t(status)}</Badge>
}
