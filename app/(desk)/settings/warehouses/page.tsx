import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewWarehouse, WarehouseForm } from '#components/settings/house-forms.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { theDesk } from '#lib/command/desk.ts'
import { listWarehouses } from '#lib/domain/warehouses/queries.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { changeWarehouseAction, createWarehouseAction } from '../actions.ts'
import { settingsOf } from '../settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('part.warehouses') }
}

export default async function WarehousesPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { sets, set, mayWrite } = await settingsOf(searchParams)
  const warehouses = await listWarehouses(theDesk().db)
  const t = await getTranslations('settings')
  return (
    <ClientMessages namespaces={['settings']}>
      <SettingsTabs part="warehouses" sets={sets} setId={set.id} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {warehouses.map(({ id, code, name, isActive }) => (
          <Card key={id} title={code}>
            <WarehouseForm
              key={`${name} ${isActive}`}
              action={changeWarehouseAction}
              mayWrite={mayWrite}
              values={{ id, name, isActive, seen: { name, isActive } }}
            />
          </Card>
        ))}
        {mayWrite ? (
          <Card title={t('warehouses.add')}>
            <NewWarehouse
              key={warehouses.length}
              action={createWarehouseAction}
              values={{ code: '', name: '' }}
            />
          </Card>
        ) : null}
      </div>
    </ClientMessages>
  )
}
