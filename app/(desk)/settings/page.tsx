import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccountSetSettingsForm } from '#components/settings/book-forms.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { APPLICATION_POLICIES } from '#lib/domain/account-sets/schema.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { changeAccountSetAction } from './actions.ts'
import { settingsOf } from './settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

export default async function SettingsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { sets, set, mayWrite } = await settingsOf(searchParams)
  const { id, version, name, noteTitle, numberFormat, requiresDistinctSigners } = set
  const billingApplicationPolicy =
    APPLICATION_POLICIES.find((one) => one === set.billingApplicationPolicy) ?? 'BY_EXCEPTION'
  return (
    <ClientMessages namespaces={['settings']}>
      <SettingsTabs part="books" sets={sets} setId={id} />
      <Card className="max-w-3xl">
        <AccountSetSettingsForm
          key={`${id} ${version}`}
          action={changeAccountSetAction}
          mayWrite={mayWrite}
          values={{
            accountSetId: id,
            version,
            name,
            noteTitle,
            numberFormat,
            billingApplicationPolicy,
            requiresDistinctSigners,
          }}
        />
      </Card>
    </ClientMessages>
  )
}
