'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { addAccountInput, renameAccountInput } from '#lib/domain/books/schema.ts'

type Done = { code: string }

/** Adds an account under another one. */
export function AddAccountForm({ accountSetId, action }: { accountSetId: number; action: FormAction<Done> }) {
  const t = useTranslations('books')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: addAccountInput,
    action,
    defaultValues: { accountSetId, code: '', name: '' },
    namespace: 'books',
    onDone: () => {
      toast(t('chart.added'), 'positive')
      of.form.reset()
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="flex flex-wrap items-start gap-3">
      <TextField of={of} name="code" label={t('chart.addCode')} hint={t('chart.addCodeHint')} isRequired />
      <TextField of={of} name="name" label={t('chart.name')} isRequired />
      <SubmitButton of={of} className="mt-6">
        {t('chart.add')}
      </SubmitButton>
    </ActionForm>
  )
}

type Named = { accountSetId: number; code: string; name: string }

/** Names an account anew, in a dialog of its own. */
export function RenameAccount({ account, action }: { account: Named; action: FormAction<Done> }) {
  const t = useTranslations('books')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t('chart.rename')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('chart.renameOf', { code: account.code })}
      >
        <RenameForm account={account} action={action} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function RenameForm({
  account: { accountSetId, code, name },
  action,
  onDone,
}: {
  account: Named
  action: FormAction<Done>
  onDone: () => void
}) {
  const t = useTranslations('books')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: renameAccountInput,
    action,
    defaultValues: { accountSetId, code, seenName: name, name },
    namespace: 'books',
    onDone: () => {
      toast(t('chart.renamed'), 'positive')
      onDone()
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <TextField of={of} name="name" label={t('chart.newName')} isRequired autoFocus />
      <div>
        <SubmitButton of={of}>{t('chart.rename')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
