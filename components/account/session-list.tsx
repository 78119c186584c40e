import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'

type SessionRow = {
  createdAt: string
  lastSeenAt: string
  address: string | null
  userAgent: string | null
  isThisOne: boolean
}

/** The browsers the person is signed in with. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useTranslations('account.sessions')
  const none = useTranslations('common')('none')
  const head = ['lastSeen', 'since', 'address', 'browser'] as const
  return (
    <Table
      label={t('title')}
      head={head.map((name) => (
        <HeadCell key={name}>{t(name)}</HeadCell>
      ))}
    >
      {sessions.map((session) => (
        <Row key={`${session.createdAt} ${session.lastSeenAt}`}>
          <Cell>
            <Instant iso={session.lastSeenAt} />{' '}
            {session.isThisOne ? <Badge tone="accent">{t('here')}</Badge> : null}
          </Cell>
          <Cell>
            <Instant iso={session.createdAt} />
          </Cell>
          <Cell>{session.address ?? none}</Cell>
          <Cell className="max-w-72 truncate">{session.userAgent ?? none}</Cell>
        </Row>
      ))}
    </Table>
  )
}
