'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'

/** A manager's ruling; it closes the case. */
export function RuleForm({
  action,
  of: { accountSetId, paperId, number },
}: {
  action: FormAction<unknown>
  of: { accountSetId: number; paperId: string; number: string }
}) {
  const t = useTranslations('diversions')
  const [ruling, setRuling] = useState('')
  const sent = useAct(action, t('ruled', { number }))
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void sent.send({ accountSetId, paperId, ruling })
      }}
    >
      <ActAnswer sent={sent} namespace="diversions" />
      <Field label={t('ruleLabel')} isRequired>
        {(control) => (
          <Textarea
            {...control}
            maxLength={1000}
            value={ruling}
            onChange={(event) => setRuling(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" aria-disabled={sent.isSending || undefined}>
          {t('rule')}
        </Button>
      </div>
    </form>
  )
}
