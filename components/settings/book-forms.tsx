'use client'

import { useTranslations } from 'next-intl'
import { CheckboxField, SelectField, TextField } from '#components/forms/fields.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Checkbox } from '#components/ui/inputs.tsx'
import {
  accountSetChangesInput,
  type AccountSetForm,
  APPLICATION_POLICIES,
  channelPolicyInput,
  type ChannelPolicyForm,
  copyStyleInput,
  type CopyStyleForm,
} from '#lib/domain/account-sets/schema.ts'
import { PRICE_MODES, SETTLEMENT_METHODS } from '#lib/domain/customers/schema.ts'
import { SettingsForm } from './settings-form.tsx'

type Props<Values> = { action: FormAction<unknown>; values: Values; mayWrite: boolean }

/** Name, title, number format, application policy and signers of an account set. */
export function AccountSetSettingsForm({ action, values, mayWrite }: Props<AccountSetForm>) {
  const t = useTranslations('settings')
  return (
    <SettingsForm schema={accountSetChangesInput} action={action} values={values} mayWrite={mayWrite}>
      {(of) => (
        <>
          <TextField of={of} name="name" label={t('books.name')} isRequired />
          <TextField of={of} name="noteTitle" label={t('books.noteTitle')} isRequired />
          <TextField
            of={of}
            name="numberFormat"
            label={t('books.numberFormat')}
            hint={t('books.numberFormatHint')}
            isRequired
          />
          <SelectField of={of} name="billingApplicationPolicy" label={t('books.applicationPolicy')}>
            {APPLICATION_POLICIES.map((one) => (
              <option key={one} value={one}>
                {t(`applicationPolicy.${one}`)}
              </option>
            ))}
          </SelectField>
          <CheckboxField of={of} name="requiresDistinctSigners" label={t('books.requiresDistinctSigners')} />
        </>
      )}
    </SettingsForm>
  )
}

/** What a channel asks of a note. */
export function ChannelForm({ action, values, mayWrite }: Props<ChannelPolicyForm>) {
  const t = useTranslations('settings')
  const word = useTranslations('customers')
  return (
    <SettingsForm
      schema={channelPolicyInput}
      action={action}
      values={values}
      mayWrite={mayWrite}
      className="flex flex-col gap-2"
    >
      {(of) => (
        <>
          <fieldset>
            <legend className="text-sm text-muted">{t('channels.settlementMethods')}</legend>
            <div className="flex flex-wrap gap-x-4">
              {SETTLEMENT_METHODS.map((one) => (
                <Checkbox
                  key={one}
                  label={word(`settlement.${one}`)}
                  value={one}
                  {...of.form.register('settlementMethods')}
                />
              ))}
            </div>
            <p className="text-sm text-danger">{of.errorAt('settlementMethods')}</p>
          </fieldset>
          <div className="grid gap-x-4 sm:grid-cols-2">
            <CheckboxField of={of} name="requiresPrepayment" label={t('channels.requiresPrepayment')} />
            <CheckboxField of={of} name="requiresFreightAgent" label={t('channels.requiresFreightAgent')} />
            <CheckboxField of={of} name="requiresBarcode" label={t('channels.requiresBarcode')} />
            <CheckboxField of={of} name="requiresSalesCheck" label={t('channels.requiresSalesCheck')} />
            <CheckboxField
              of={of}
              name="requiresConsignmentNote"
              label={t('channels.requiresConsignmentNote')}
            />
          </div>
          <SelectField of={of} name="priceMode" label={t('channels.priceMode')} className="max-w-60">
            {PRICE_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {word(`priceMode.${mode}`)}
              </option>
            ))}
          </SelectField>
        </>
      )}
    </SettingsForm>
  )
}

/** A copy's title, colour, and whether it shows prices. */
export function CopyForm({ action, values, mayWrite }: Props<CopyStyleForm>) {
  const t = useTranslations('settings')
  return (
    <SettingsForm
      schema={copyStyleInput}
      action={action}
      values={values}
      mayWrite={mayWrite}
      className="grid gap-3 sm:grid-cols-3"
    >
      {(of) => (
        <>
          <TextField of={of} name="title" label={t('copies.title')} isRequired />
          <TextField of={of} name="colourName" label={t('copies.colourName')} isRequired />
          <TextField
            of={of}
            name="colourHex"
            label={t('copies.colourHex')}
            type="color"
            className="max-w-24"
          />
          <CheckboxField of={of} name="showsPrices" label={t('copies.showsPrices')} />
        </>
      )}
    </SettingsForm>
  )
}
