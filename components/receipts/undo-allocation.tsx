'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { undoAllocationInput } from '#lib/domain/receipts/schema.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

export type UndoAction = FormAction<{ number: string; freedFen: string }>

/** Takes one allocation or allowance back, with a reason; folded away until it is wanted. */
export function UndoAllocation({
  entry: { accountSetId, paperId, entryId, number },
  action,
}: {
  entry: { accountSetId: number; paperId: string; entryId: string; number: string }
  action: UndoAction
}) {
  const t = useTranslations('receipts')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: undoAllocationInput,
    action,
    defaultValues: { accountSetId, paperId, entryIds: [entryId], reason: '' },
    namespace: 'receipts',
    onDone: (done) => {
      toast(
        t('act.undo.done', {
          number: done.number,
          amount: groupThousands(formatFenPlain(BigInt(done.freedFen))),
        }),
        'positive',
      )
      router.refresh()
    },
  })
  return (
    <details>
      <summary
        aria-label={t('act.undo.of', { number })}
        className="flex min-h-control cursor-pointer items-center text-accent hover:underline"
      >
        {t('act.undo.press')}
      </summary>
      <ActionForm of={of} className="flex min-w-48 flex-col gap-2 py-2" onReload={() => router.refresh()}>
        <TextField of={of} name="reason" label={t('column.reason')} isRequired />
        <div>
          <SubmitButton of={of} variant="danger">
            {t('act.undo.press')}
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  )
}
