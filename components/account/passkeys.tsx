'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { PinField } from '#components/forms/pin-field.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { askNewPasskey, type AskToMake } from './ask-passkey.ts'

type Labelled = { label: string }
type PasskeyRow = { id: string; label: string; createdAt: string; lastUsedAt: string | null }

/** The person's passkeys, the way to a new one and the way out of each; each act asks for the PIN. */
export function Passkeys({
  passkeys,
  ask,
  add,
  remove,
}: {
  passkeys: readonly PasskeyRow[]
  ask: AskToMake
  add: FormAction<Labelled>
  remove: FormAction<Labelled>
}) {
  const t = useTranslations('account.passkeys')
  const [pin, setPin] = useState('')
  const [label, setLabel] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const router = useRouter()
  const say = useSentence('account')
  const done = (): void => {
    setPin('')
    setLabel('')
    router.refresh()
  }
  const adding = useAction(add, done)
  const removing = useAction(remove, done)

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setTrouble(null)
    const made = await askNewPasskey(ask)
    if (made.status === 'refused') return setTrouble(say('refused', made.code))
    await adding.send({ ...made.value, label }, { pin })
  }

  return (
    <div className="flex flex-col gap-3">
      <AnswerNotice answer={adding.answer} say={say} checkAgain={adding.checkAgain} />
      <AnswerNotice answer={removing.answer} say={say} checkAgain={removing.checkAgain} />
      {trouble === null ? null : (
        <Notice tone="danger" isUrgent>
          {trouble}
        </Notice>
      )}
      {passkeys.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      <ul className="flex flex-col gap-1">
        {passkeys.map((passkey) => (
          <li key={passkey.id} className="flex flex-wrap items-center gap-x-3">
            <span className="font-semibold">{passkey.label}</span>
            <span className="text-muted">
              {t('since')} <Instant iso={passkey.createdAt} />
            </span>
            <Button
              size="small"
              variant="danger"
              className="ml-auto"
              onClick={() => void removing.send({ passkeyId: passkey.id }, { pin })}
            >
              {t('remove', { label: passkey.label })}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void make(event)} className="flex flex-wrap items-end gap-3">
        <PinField value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
        <Field label={t('label')} hint={t('labelHint')}>
          {(control) => (
            <TextInput
              {...control}
              value={label}
              maxLength={40}
              onChange={(event) => setLabel(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" aria-disabled={adding.isSending || undefined}>
          {t('add')}
        </Button>
      </form>
    </div>
  )
}
