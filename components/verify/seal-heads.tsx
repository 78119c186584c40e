import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { hashGroups } from './hash-groups.ts'

/** A head as this card shows it. */
export type ShownHead = {
  accountSetId: number
  accountSetName: string
  seal: { sequence: number; hash: string; sealedAt: string; eventCount: number } | null
  unsealedCount: number
}

/** The newest seal of each account set, as the daily report prints it. */
export async function SealHeads({ heads }: { heads: readonly ShownHead[] }) {
  const t = await getTranslations('verify')
  return (
    <Card title={t('heads')}>
      <div className="flex flex-col gap-3">
        {heads.map(({ accountSetId, accountSetName, seal, unsealedCount }) => (
          <div key={accountSetId}>
            <p className="flex flex-wrap gap-x-3">
              <span className="font-semibold">{accountSetName}</span>
              {seal === null ? (
                <span className="text-muted">{t('noSeal')}</span>
              ) : (
                <>
                  <span>{t('sealNumber', { sequence: seal.sequence })}</span>
                  <Instant iso={seal.sealedAt} />
                </>
              )}
              <span className="text-muted">{t('unsealed', { count: unsealedCount })}</span>
            </p>
            {seal === null ? null : (
              <code className="block font-mono break-words">{hashGroups(seal.hash)}</code>
            )}
          </div>
        ))}
      </div>
    </Card>
  )
}
