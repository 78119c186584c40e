'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { amountInCapitals } from '#lib/kernel/chinese-amount.ts'
import { formatFen } from '#lib/kernel/money.ts'

/** What is being signed for, as the clerk reads it before the PIN. */
export type ToSign = { customerName: string; lineCount: number; grossFen: bigint; signerName: string }

/** What is signed, in which role, and the proof of who signs. */
export function SigningDialog({
  toSign,
  ...proof
}: { toSign: ToSign } & Omit<ComponentProps<typeof ProofDialog>, 'words' | 'children'>) {
  const t = useTranslations('noteNew.signing')
  const words = {
    title: t('title'),
    sign: t('sign'),
    sending: t('sending'),
    passkey: t('passkey'),
    pinMissing: t('pinMissing'),
  }
  return (
    <ProofDialog {...proof} words={words}>
      <DescriptionList
        items={[
          { key: 'customer', name: t('customer'), value: toSign.customerName },
          { key: 'lines', name: t('lines'), value: t('lineCount', { count: toSign.lineCount }) },
          {
            key: 'total',
            name: t('total'),
            value: (
              <>
                <span className="text-lg font-semibold">{`￥${formatFen(toSign.grossFen)}`}</span>{' '}
                {amountInCapitals(toSign.grossFen)}
              </>
            ),
          },
          { key: 'role', name: t('role'), value: t('preparer', { name: toSign.signerName }) },
        ]}
      />
    </ProofDialog>
  )
}
