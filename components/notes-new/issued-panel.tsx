'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PrintIcon } from '#components/ui/icons-action.tsx'
import { Money } from '#components/ui/money.tsx'
import { formatFenPlain } from '#lib/kernel/money.ts'

export type Issued = {
  accountSetId: number
  paperId: string
  number: string
  orderNumber: string | null
  grossFen: string
}

/** The number, large, with print in focus: Enter prints, Enter again starts the next note. */
export function IssuedPanel({
  issued,
  noteHref,
  onPrint,
  onNext,
}: {
  issued: Issued
  noteHref: string
  onPrint: () => void
  onNext: () => void
}) {
  const t = useTranslations('noteNew.issued')
  const next = useRef<HTMLButtonElement>(null)
  const print = useRef<HTMLButtonElement>(null)

  useEffect(() => print.current?.focus(), [])

  return (
    <Dialog isOpen onClose={onNext} title={t('title')}>
      <div className="flex flex-col items-center gap-3 text-center">
        <p className="text-3xl font-semibold" data-issued-number={issued.number}>
          {issued.number}
        </p>
        <p className="text-muted">
          <Money amount={formatFenPlain(BigInt(issued.grossFen))} hasSign />
          {issued.orderNumber === null ? null : (
            <span className="ml-3">{t('order', { number: issued.orderNumber })}</span>
          )}
        </p>
        <p className="text-muted">{t('copies')}</p>
        <div className="mt-2 flex flex-wrap justify-center gap-2">
          <Button
            ref={print}
            variant="primary"
            onClick={() => {
              onPrint()
              next.current?.focus()
            }}
          >
            <PrintIcon />
            {t('print')}
          </Button>
          <Button ref={next} onClick={onNext}>
            {t('next')}
          </Button>
          <ButtonLink href={noteHref} variant="quiet">
            {t('open')}
          </ButtonLink>
        </div>
      </div>
    </Dialog>
  )
}
