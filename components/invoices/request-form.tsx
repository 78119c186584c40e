'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { InvoiceStart } from '#lib/domain/invoices/queries-uninvoiced.ts'
import { INVOICE_KINDS, requestInvoiceInput } from '#lib/domain/invoices/schema.ts'
import { LineChoice } from './line-choice.tsx'
import { invoiceHref } from './invoice-links.ts'

type Done = { accountSetId: number; paperId: string; number: string }

/** An invoice asked for: the buyer as last invoiced, and which lines. */
export function RequestInvoiceForm({
  accountSetId,
  start,
  action,
}: {
  accountSetId: number
  start: InvoiceStart
  action: FormAction<Done>
}) {
  const t = useTranslations('invoices')
  const toast = useToast()
  const router = useRouter()
  const { customerId, buyerName, buyerTaxNumber, buyerAddress, buyerBank } = start
  const of = useActionForm({
    schema: requestInvoiceInput,
    action,
    defaultValues: {
      ...{ accountSetId, customerId, buyerName, buyerTaxNumber, buyerAddress, buyerBank, remark: '' },
      kind: start.kind === 'SPECIAL' ? ('SPECIAL' as const) : ('ORDINARY' as const),
      lines: start.lines.map(({ paperId, lineNo }) => ({ paperId, lineNo })),
    },
    namespace: 'invoices',
    onDone: (done) => {
      toast(t('requested', { number: done.number }), 'positive')
      router.push(invoiceHref(done))
    },
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <Card title={t('column.buyer')}>
        <div className="grid gap-3 lg:grid-cols-3">
          <SelectField of={of} name="kind" label={t('column.kind')}>
            {INVOICE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </SelectField>
          <TextField of={of} name="buyerName" label={t('column.buyerName')} isRequired />
          <TextField
            of={of}
            name="buyerTaxNumber"
            label={t('column.buyerTaxNumber')}
            hint={t('taxNumberHint')}
          />
          <TextField of={of} name="buyerAddress" label={t('column.buyerAddress')} />
          <TextField of={of} name="buyerBank" label={t('column.buyerBank')} />
          <TextField of={of} name="remark" label={t('column.remark')} />
        </div>
      </Card>
      <LineChoice
        lines={start.lines}
        chosen={of.form.watch('lines')}
        onChange={(lines) => of.form.setValue('lines', lines, { shouldDirty: true })}
      />
      {of.errorAt('lines')}
      <div>
        <SubmitButton of={of}>{t('request')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
