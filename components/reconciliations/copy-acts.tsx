import { useTranslations } from 'next-intl'
import { Press } from '#components/custody/press.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'

/** A copy of the session that is still with its driver. */
export type RoadCopy = {
  accountSetId: number
  paperId: string
  number: string
  kind: CopyKind
  isOffered: boolean
}

/** The copies still with the driver: the driver hands them over in one press, the clerk takes them in one press. */
export function CopyActs({
  copies,
  offer,
  accept,
}: {
  copies: readonly RoadCopy[]
  /** For the driver: to whom they are handed over. */
  offer: { action: FormAction<unknown>; toId: string; toName: string } | null
  /** For the clerk they were handed to. */
  accept: FormAction<unknown> | null
}) {
  const t = useTranslations('reconciliations')
  const custody = useTranslations('custody.copy')
  const keys = (wanted: readonly RoadCopy[]) =>
    wanted.map(({ accountSetId, paperId, kind }) => ({ accountSetId, paperId, kind }))
  const kept = copies.filter(({ isOffered }) => !isOffered)
  const offered = copies.filter(({ isOffered }) => isOffered)
  return (
    <Card title={t('copies')} aside={<span className="text-muted">{copies.length}</span>}>
      <div className="flex flex-col gap-3">
        {copies.length === 0 ? <p className="text-muted">{t('copiesHome')}</p> : null}
        <ul className="flex max-h-60 flex-col gap-1 overflow-auto">
          {copies.map((copy) => (
            <li key={`${copy.paperId} ${copy.kind}`} className="flex flex-wrap gap-x-2">
              <span>{copy.number}</span>
              <span>{custody(copy.kind)}</span>
              <span className="text-muted">{t(copy.isOffered ? 'copyOffered' : 'copyKept')}</span>
            </li>
          ))}
        </ul>
        {offer === null || kept.length === 0 ? null : (
          <Press
            action={offer.action}
            input={{ copies: keys(kept), toPlace: 'DESK', toId: offer.toId, remark: '' }}
            label={t('handOver', { count: kept.length, name: offer.toName })}
            doneText={t('handedOver')}
            variant="primary"
          />
        )}
        {accept === null || offered.length === 0 ? null : (
          <Press
            action={accept}
            input={{ of: { copies: keys(offered) }, remark: '' }}
            label={t('take', { count: offered.length })}
            doneText={t('taken')}
            variant="primary"
          />
        )}
      </div>
    </Card>
  )
}
