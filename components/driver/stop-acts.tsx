'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'
import { CopyNames } from './copy-names.tsx'

/** The copies that are handed to the driver, or that the driver brings back: one press for all of them. */
export function CopiesAct({
  title,
  about,
  kinds,
  label,
  onAct,
  instead,
}: {
  title: string
  about: string
  kinds: readonly string[]
  label: string
  onAct: () => void
  /** What comes before it on most days; the copies then are the lesser act. */
  instead?: ReactNode
}) {
  return (
    <>
      <Card title={title}>
        <p className="mb-2">{about}</p>
        <CopyNames kinds={kinds} />
      </Card>
      <BottomBar>
        <Button variant={instead === undefined ? 'primary' : 'plain'} onClick={onAct}>
          {label}
        </Button>
        {instead}
      </BottomBar>
    </>
  )
}

/** 未送达: the goods stay on the vehicle, and why. */
export function NotDelivered({ onAct }: { onAct: (reason: string) => void }) {
  const t = useTranslations('driver.missed')
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t('act')}</Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('title')}
        footer={
          <Button
            variant="primary"
            aria-disabled={reason.trim() === '' || undefined}
            onClick={() => (reason.trim() === '' ? undefined : onAct(reason))}
          >
            {t('act')}
          </Button>
        }
      >
        <p className="mb-2">{t('about')}</p>
        <Field label={t('reason')} isRequired>
          {(control) => (
            <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      </Dialog>
    </>
  )
}
