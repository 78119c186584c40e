import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ApplicationRow } from '#lib/domain/billing-applications/queries.ts'
import { ApplicationBadge } from './application-badge.tsx'

/** Applications, newest first, with why each was needed. */
export function ApplicationTable({ applications }: { applications: readonly ApplicationRow[] }) {
  const t = useTranslations('billingApplications')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('number')}</HeadCell>
          <HeadCell>{t('customer')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
          <HeadCell>{t('why')}</HeadCell>
          <HeadCell isNumeric>{t('gross')}</HeadCell>
          <HeadCell>{t('applicant')}</HeadCell>
          <HeadCell>{t('submittedAt')}</HeadCell>
        </>
      }
    >
      {applications.map((application) => (
        <Row key={application.applicationId}>
          <Cell>
            <Link
              href={`/billing-applications/${application.applicationId}`}
              className="text-accent underline"
            >
              {application.number}
            </Link>
          </Cell>
          <Cell>{application.customerName}</Cell>
          <Cell>
            <ApplicationBadge status={application.status} />
          </Cell>
          <Cell>
            <span className="flex flex-wrap gap-1">
              {application.reasons.map((reason) => (
                <Badge key={reason}>{t(`reason.${reason}`)}</Badge>
              ))}
            </span>
          </Cell>
          <Cell isNumeric>
            <Money amount={application.gross} />
          </Cell>
          <Cell>{application.applicantName}</Cell>
          <Cell>
            <Instant iso={application.submittedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
