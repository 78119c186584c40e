'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'

/** Signs the sheet that is on the page, as its driver or as who took the cash: a PIN or a passkey. */
export function SignSheet({
  session: { accountSetId, paperId },
  sheetHash,
  act,
  action,
  askToSign,
  hasPasskeys,
  question,
}: {
  session: { accountSetId: number; paperId: string }
  sheetHash: string
  act: 'agree' | 'close'
  action: FormAction<unknown>
  askToSign: AskToSign
  hasPasskeys: boolean
  question: string
}) {
  const t = useTranslations('reconciliations')
  const say = useSentence('reconciliations')
  const [isOpen, setIsOpen] = useState(false)
  const sent = useAct(action, t(`${act}.done`), () => setIsOpen(false))
  const input = { accountSetId, paperId, sheetHash }
  const askPasskey = async () => {
    const asked = await askPasskeyProof(askToSign, `reconciliation.${act}`, input)
    return asked.status === 'done'
      ? { proof: asked.value }
      : { trouble: asked.status === 'refused' ? say('refused', asked.code) : '' }
  }
  return (
    <>
      <Button variant="primary" className="self-start" onClick={() => setIsOpen(true)}>
        {t(`${act}.act`)}
      </Button>
      {isOpen ? (
        <ProofDialog
          words={{
            title: t(`${act}.act`),
            sign: t(`${act}.act`),
            sending: t('sending'),
            passkey: t('passkey'),
            pinMissing: t('pinMissing'),
          }}
          isSending={sent.isSending}
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onSign={(proof) => void sent.send(input, proof)}
          askPasskey={hasPasskeys ? askPasskey : null}
          onClose={() => setIsOpen(false)}
        >
          <p>{question}</p>
        </ProofDialog>
      ) : null}
    </>
  )
}
