import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TaxRateSetter } from '#components/settings/house-forms.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { TaxTable } from '#components/settings/tax-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { theDesk } from '#lib/command/desk.ts'
import { listTaxRates } from '#lib/domain/account-sets/queries.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { setTaxRateAction } from '../actions.ts'
import { settingsOf } from '../settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('part.taxes') }
}

export default async function TaxesPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { sets, set, mayWrite } = await settingsOf(searchParams)
  const { db, clock } = theDesk()
  const rates = await listTaxRates(db)
  return (
    <ClientMessages namespaces={['settings', 'products']}>
      <SettingsTabs part="taxes" sets={sets} setId={set.id} />
      <div className="flex max-w-3xl flex-col gap-3">
        {mayWrite ? (
          <Card>
            <TaxRateSetter
              key={rates.length}
              action={setTaxRateAction}
              values={{ taxClass: 'GENERAL', validFrom: today(clock), rate: '' }}
            />
          </Card>
        ) : null}
        <TaxTable rates={rates} />
      </div>
    </ClientMessages>
  )
}
