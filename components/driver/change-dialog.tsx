'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ScanField } from '#components/scan/scan-field.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { CloseIcon } from '#components/ui/icons-action.tsx'
import { Textarea, TextInput } from '#components/ui/inputs.tsx'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'

/** What was not taken in full, as the driver states it. */
export type Change = { lineNo: number; accepted: string; reason: string; returnedCodes: string[] }

/** How many were taken, why not all, and the codes of what goes back. */
export function ChangeDialog({
  line,
  change,
  photo,
  onKeep,
  onClose,
}: {
  line: LineView
  change: Change | undefined
  /** Takes a picture of what was not taken, for the desk. */
  photo: ReactNode
  /** Null when everything was accepted after all. */
  onKeep: (change: Change | null) => void
  onClose: () => void
}) {
  const t = useTranslations('driver.change')
  const [accepted, setAccepted] = useState(change?.accepted ?? '0')
  const [reason, setReason] = useState(change?.reason ?? '')
  const [codes, setCodes] = useState<readonly string[]>(change?.returnedCodes ?? [])
  const keep = () => onKeep({ lineNo: line.lineNo, accepted, reason, returnedCodes: [...codes] })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title', { line: line.lineNo, product: line.productName })}
      footer={
        <>
          <Button onClick={() => onKeep(null)}>{t('all')}</Button>
          <Button variant="primary" onClick={keep}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('accepted', { due: line.due })}>
          {(control) => (
            <TextInput {...control} value={accepted} onChange={(event) => setAccepted(event.target.value)} />
          )}
        </Field>
        <Field label={t('reason')} isRequired>
          {(control) => (
            <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {photo}
        {line.codesDue === 0 ? null : (
          <>
            <ScanField
              label={t('codes')}
              onScan={(code) => setCodes((kept) => (kept.includes(code) ? kept : [...kept, code]))}
            />
            <ul className="flex flex-col gap-1">
              {codes.map((code) => (
                <li key={code} className="flex items-center justify-between rounded-sm bg-sunken pl-2">
                  <span className="font-mono break-all">{code}</span>
                  <IconButton
                    label={t('drop', { code })}
                    onClick={() => setCodes(codes.filter((kept) => kept !== code))}
                  >
                    <CloseIcon />
                  </IconButton>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
