import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CopyForm } from '#components/settings/book-forms.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { copyValues } from '#lib/domain/account-sets/rules.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { setCopyStyleAction } from '../actions.ts'
import { settingsOf } from '../settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('part.copies') }
}

export default async function CopiesPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { sets, set, mayWrite } = await settingsOf(searchParams)
  const t = await getTranslations('settings')
  return (
    <ClientMessages namespaces={['settings']}>
      <SettingsTabs part="copies" sets={sets} setId={set.id} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {set.copies.map((copy) => (
          <Card key={copy.kind} title={t(`copy.${copy.kind}`)}>
            <CopyForm
              key={set.version}
              action={setCopyStyleAction}
              mayWrite={mayWrite}
              values={{ accountSetId: set.id, version: set.version, ...copyValues(copy) }}
            />
          </Card>
        ))}
      </div>
    </ClientMessages>
  )
}
