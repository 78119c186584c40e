'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActButton } from '#components/forms/act-button.tsx'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { makeLinkInput, SENDING_WAYS, sendInput } from '#lib/domain/statements/schema.ts'

type Key = { accountSetId: number; paperId: string }

/** Keeps which way a statement went, and to whom. */
export function SendForm({
  of: key,
  sentTo,
  action,
}: {
  of: Key
  sentTo: string
  action: FormAction<{ number: string }>
}) {
  const t = useTranslations('statements')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: sendInput,
    action,
    defaultValues: { ...key, way: 'PRINT', sentTo },
    namespace: 'statements',
    onDone: ({ number }) => {
      toast(t('send.done', { number }), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} onReload={() => router.refresh()}>
      <SelectField of={of} name="way" label={t('send.way')} isRequired>
        {SENDING_WAYS.map((way) => (
          <option key={way} value={way}>
            {t(`way.${way}`)}
          </option>
        ))}
      </SelectField>
      <TextField of={of} name="sentTo" label={t('send.sentTo')} isRequired />
      <div>
        <SubmitButton of={of} variant="plain">
          {t('send.save')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}

/** Makes a link for somebody at the customer's. */
export function LinkForm({
  of: key,
  sentTo,
  action,
}: {
  of: Key
  sentTo: string
  action: FormAction<{ linkId: string }>
}) {
  const t = useTranslations('statements')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: makeLinkInput,
    action,
    defaultValues: { ...key, sentTo, days: '14' },
    namespace: 'statements',
    onDone: () => {
      toast(t('link.made'), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} onReload={() => router.refresh()}>
      <p className="text-muted">{t('link.about')}</p>
      <div className="grid grid-cols-2 gap-3">
        <TextField of={of} name="sentTo" label={t('send.sentTo')} isRequired />
        <NumberField of={of} name="days" label={t('link.days')} isRequired />
      </div>
      <div>
        <SubmitButton of={of}>{t('link.make')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** A link that opens: its address to copy, until when, and the press that ends it. */
export function LiveLink({
  link,
  action,
}: {
  link: { accountSetId: number; id: string; href: string; expiresAt: string }
  action: FormAction<{ number: string }>
}) {
  const t = useTranslations('statements')
  const toast = useToast()
  return (
    <div className="flex flex-col gap-2">
      <TextInput
        readOnly
        aria-label={t('link.address')}
        value={link.href}
        onFocus={(event) => event.target.select()}
      />
      <p className="text-muted">
        {t('link.until')} <Instant iso={link.expiresAt} />
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          onClick={() =>
            void navigator.clipboard.writeText(link.href).then(() => toast(t('link.copied'), 'positive'))
          }
        >
          {t('link.copy')}
        </Button>
        <ActButton
          action={action}
          input={{ accountSetId: link.accountSetId, linkId: link.id }}
          label={t('link.revoke')}
          doneText={t('link.revoked')}
          namespace="statements"
          size="small"
          variant="danger"
        />
      </div>
    </div>
  )
}
