import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { Permission } from '#lib/auth/permissions.ts'
import type { Session } from '#lib/domain/driver-reconciliations/loading.ts'
import type { OtherCopy } from '#lib/domain/driver-reconciliations/queries.ts'
import type { Sheet } from '#lib/domain/driver-reconciliations/sheet.ts'
import { DENOMINATIONS_FEN } from '#lib/domain/driver-reconciliations/denominations.ts'
import { CashSums } from './cash-sums.tsx'

/** Who opened, counted, signed and closed, and when. */
export function SessionFacts({ session }: { session: Session }) {
  const t = useTranslations('reconciliations')
  const { openedByName, openedAt, count, agreement, closedAt, closedByName, driverName } = session
  const at = (who: string, iso: string) => (
    <>
      {who} <Instant iso={iso} />
    </>
  )
  return (
    <Card title={t('who')}>
      <DescriptionList
        items={[
          { key: 'opened', name: t('opened'), value: at(openedByName, openedAt) },
          ...(count ? [{ key: 'counted', name: t('countedBy'), value: at(count.countedBy, count.at) }] : []),
          ...(agreement ? [{ key: 'signed', name: t('signed'), value: at(driverName, agreement.at) }] : []),
          ...(closedAt
            ? [{ key: 'closed', name: t('closed'), value: at(closedByName ?? '', closedAt) }]
            : []),
        ]}
      />
    </Card>
  )
}

/** The cash as it was counted, for who does not count. */
export function CashFacts({ sheet }: { sheet: Sheet }) {
  const t = useTranslations('reconciliations')
  const { pieces } = sheet
  return (
    <Card title={t('cash')}>
      <div className="flex flex-col gap-3">
        <CashSums
          expectedFen={sheet.expectedFen}
          totalFen={sheet.countedFen}
          differenceFen={sheet.pieces === null ? '0' : sheet.differenceFen}
        />
        {pieces === null ? (
          <p className="text-muted">{t('notCounted')}</p>
        ) : (
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {DENOMINATIONS_FEN.map((fen, at) => ({ fen, count: pieces[at] ?? 0 }))
              .filter(({ count }) => count > 0)
              .map(({ fen, count }) => (
                <li key={fen}>{t('pieces', { yuan: String(fen / 100), count })}</li>
              ))}
          </ul>
        )}
        {sheet.reason === '' ? null : (
          <p>
            <span className="text-muted">{t('reason')}</span> {sheet.reason}
          </p>
        )}
      </div>
    </Card>
  )
}

/** What a closed session leaves to do: the signed copies go to the accountant, the money to the cashier (R58, R60). */
export function Onward({
  accountSetId,
  permissions,
}: {
  accountSetId: number
  permissions: ReadonlySet<Permission>
}) {
  const t = useTranslations('reconciliations')
  const ways = [
    { key: 'copies', href: '/hand-overs?copy=CUSTOMER', isOpen: permissions.has('reconciliation.close') },
    {
      key: 'money',
      href: `/receipts/pending?set=${accountSetId}`,
      isOpen: permissions.has('receipt.accept'),
    },
  ] as const
  const open = ways.filter(({ isOpen }) => isOpen)
  if (open.length === 0) return null
  return (
    <Card title={t('onward.title')}>
      <ul className="flex flex-col gap-2">
        {open.map(({ key, href }) => (
          <li key={key}>
            <Link className="text-accent" href={href}>
              {t(`onward.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Copies the driver has of notes that are not in the session: still on the road, or settled before. */
export function OtherCopies({ accountSetId, rows }: { accountSetId: number; rows: readonly OtherCopy[] }) {
  const t = useTranslations('reconciliations')
  const custody = useTranslations('custody.copy')
  if (rows.length === 0) return null
  return (
    <Card title={t('others')}>
      <ul className="flex flex-col gap-1">
        {rows.map(({ paperId, number, kind, status }) => (
          <li key={`${paperId} ${kind}`} className="flex flex-wrap gap-x-2">
            <Link className="text-accent" href={`/notes/${accountSetId}/${paperId}`}>
              {number}
            </Link>
            <span>{custody(kind)}</span>
            <span className="text-muted">{t(status === 'DISPATCHED' ? 'onTheRoad' : 'settledBefore')}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
