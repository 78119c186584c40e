import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { StrokeMark } from '#components/print/stroke-mark.tsx'
import { Card } from '#components/ui/card.tsx'
import { CheckIcon, CrossIcon } from '#components/ui/icons-status.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { SheetSignature } from '#lib/print/note-sheet.ts'

/** A signature that was checked just now; `finding` is the word for what the check found. */
export type SignatureLine = {
  slot: string
  name: string
  at: string
  method: string
  finding: 'WHOLE' | 'ALTERED' | 'OTHER_CONTENT' | 'OTHER_CODES'
  fragment: string
  stroke: NonNullable<SheetSignature['signed']>['stroke']
}

const HOUSE = ['PREPARER', 'KEEPER', 'HANDLER']

/** Who signed what, checked again each time the page is opened, and the act to sign one's own slot. */
export function SignaturesCard({
  signatures,
  isContentWhole,
  contentHash,
  codesHash,
  isRelaxed,
  slots = HOUSE,
  act,
}: {
  signatures: readonly SignatureLine[]
  isContentWhole: boolean
  contentHash: string
  codesHash: string | null
  isRelaxed: boolean
  /** The slots the house signs. */
  slots?: readonly string[]
  act?: ReactNode
}) {
  const t = useTranslations('notePage.signatures')
  const unsigned = slots.filter((slot) => !signatures.some((signature) => signature.slot === slot))
  return (
    <Card title={t('title')}>
      <ul className="flex flex-col gap-2">
        {signatures.map((signature) => (
          <Signed key={signature.slot} signature={signature} />
        ))}
        {unsigned.map((slot) => (
          <li key={slot} className="flex gap-2">
            <span className="w-20 shrink-0 text-muted">{t(`slot.${slot}`)}</span>
            <span className="text-muted">{t('unsigned')}</span>
          </li>
        ))}
      </ul>
      <p className={isContentWhole ? 'mt-2 text-positive' : 'mt-2 font-semibold text-danger'}>
        {isContentWhole ? t('contentWhole') : t('contentBroken')}
      </p>
      <p className="text-sm break-all text-muted">
        {t('content')} <span className="font-mono">{contentHash}</span>
      </p>
      {codesHash === null ? null : (
        <p className="text-sm break-all text-muted">
          {t('codes')} <span className="font-mono">{codesHash}</span>
        </p>
      )}
      {isRelaxed ? <p className="mt-2 text-warning">{t('relaxed')}</p> : null}
      {act === undefined ? null : <div className="mt-3 flex flex-col">{act}</div>}
    </Card>
  )
}

function Signed({ signature }: { signature: SignatureLine }) {
  const t = useTranslations('notePage.signatures')
  const isWhole = signature.finding === 'WHOLE'
  const Mark = isWhole ? CheckIcon : CrossIcon
  return (
    <li className="flex gap-2">
      <span className="w-20 shrink-0 text-muted">{t(`slot.${signature.slot}`)}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-semibold">{signature.name}</span>
          <Instant iso={signature.at} />
          <span className="text-muted">{t(`method.${signature.method}`)}</span>
        </p>
        <p className={isWhole ? 'text-positive' : 'text-danger'}>
          <Mark className="mr-1 inline size-3.5" />
          {t(isWhole && signature.slot === 'CUSTOMER' ? 'customerWhole' : signature.finding)}{' '}
          <span className="font-mono text-sm text-muted">{signature.fragment}</span>
        </p>
        {signature.stroke === null ? null : (
          <StrokeMark stroke={signature.stroke} label={signature.name} className="h-12 max-w-60" />
        )}
      </div>
    </li>
  )
}
