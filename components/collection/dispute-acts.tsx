'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'

export type DisputeActions = {
  open: FormAction<{ number: string }>
  close: FormAction<{ number: string }>
}

/** Says that the customer does not agree with a note, or ends that; both with words. */
export function DisputeButton({
  note,
  actions,
}: {
  note: { accountSetId: number; paperId: string; number: string; isDisputed: boolean }
  actions: DisputeActions
}) {
  const t = useTranslations('collection')
  const [isOpen, setIsOpen] = useState(false)
  const [words, setWords] = useState('')
  const { accountSetId, paperId, number, isDisputed } = note
  const act = isDisputed ? 'close' : 'open'
  const close = () => {
    setIsOpen(false)
    setWords('')
  }
  const sent = useAct(actions[act], t(isDisputed ? 'dispute.closed' : 'dispute.opened', { number }), close)
  const said = isDisputed ? { outcome: words } : { reason: words }
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => setIsOpen(true)}>
        {t(`dispute.${act}`)}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={`${t(`dispute.${act}`)} ${number}`}
        footer={
          <Button
            variant="primary"
            aria-disabled={sent.isSending || words.trim() === '' || undefined}
            onClick={() =>
              words.trim() === '' ? undefined : void sent.send({ accountSetId, paperId, ...said })
            }
          >
            {t(`dispute.${act}`)}
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          <ActAnswer sent={sent} namespace="collection" />
          <Field label={t(isDisputed ? 'dispute.outcome' : 'dispute.reason')} isRequired>
            {(control) => (
              <Textarea
                {...control}
                maxLength={500}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
        </div>
      </Dialog>
    </>
  )
}
