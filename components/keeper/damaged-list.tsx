'use client'

import { useTranslations } from 'next-intl'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import type { DamagedCodeRow } from '#lib/domain/delivery-notes/codes-queries.ts'
import { formatInstant } from '#lib/i18n/format.ts'

/** Damaged codes that wait for the second person, with both answers. */
export function DamagedList({
  rows,
  decide,
  decideGoods,
}: {
  rows: readonly DamagedCodeRow[]
  decide: FormAction<unknown>
  /** The same for papers about goods. */
  decideGoods: FormAction<unknown>
}) {
  const t = useTranslations('codes')
  return (
    <ul className="grid gap-2 lg:grid-cols-2">
      {rows.map((row) => {
        const action = row.paperKind === 'DELIVERY_NOTE' ? decide : decideGoods
        const input = { accountSetId: row.accountSetId, paperId: row.paperId, sequence: row.sequence }
        return (
          <li key={`${row.paperId} ${row.sequence}`} className="rounded-md border border-line bg-surface p-3">
            <p className="text-base font-semibold">
              {t('damaged.line', { line: row.lineNo, product: row.productName })}
            </p>
            <p className="flex flex-wrap gap-x-3 text-muted">
              <span className="font-mono">{row.number}</span>
              <span>{row.partyName}</span>
              <Badge>{t(`kind.${row.kind}`)}</Badge>
            </p>
            <p className="my-1">
              <span className="font-mono">{row.code === '' ? t('damaged.nothingReadable') : row.code}</span> ·{' '}
              {row.reason}
            </p>
            <p className="mb-2 text-muted">
              {t('damaged.by', { name: row.reportedByName, at: formatInstant(row.reportedAt) })}
            </p>
            <div className="flex gap-2 *:flex-1">
              <ActButton
                action={action}
                input={{ ...input, decision: 'REFUSED' }}
                label={t('damaged.refuse')}
                doneText={t('damaged.notApproved')}
                namespace="codes"
                variant="plain"
                isDisabled={row.isOwn}
              />
              <ActButton
                variant="primary"
                action={action}
                input={{ ...input, decision: 'APPROVED' }}
                label={t('damaged.approve')}
                doneText={t('damaged.approved')}
                namespace="codes"
                isDisabled={row.isOwn}
              />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
