import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CustomerPriceSetter, ListPriceSetter } from '#components/prices/price-forms.tsx'
import { CustomerPriceSteps, ListPriceSteps } from '#components/prices/price-steps.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { productPrices } from '#lib/domain/prices/queries.ts'
import { addressOf, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import { setCustomerPriceAction, setListPriceAction } from '../actions.ts'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices'))('title') }
}

export default async function ProductPricesPage({ params, searchParams }: Props) {
  const actor = await requirePermission('price.read')
  const { productId } = await params
  const wanted = askedNumber(await searchParams, 'set')
  const set = actor.accountSets.find(({ id }) => id === wanted) ?? actor.accountSets[0] ?? notFound()
  const { db, clock } = theDesk()
  const prices =
    (isId(productId) && (await productPrices(db, { accountSetId: set.id, productId }))) || notFound()
  const t = await getTranslations('prices')
  const values = { accountSetId: set.id, productId, validFrom: today(clock), unitPrice: '' }
  const mayWrite = actor.permissions.has('price.write') && prices.isActive
  const shown = `${prices.listPrices[0]?.validFrom} ${prices.listPrices[0]?.unitPrice}`
  return (
    <ClientMessages namespaces={['prices']}>
      <PageHeader
        title={prices.name}
        about={t('aboutProduct', { code: prices.code, unit: prices.baseUnit })}
      />
      <TabLinks
        label={t('accountSets')}
        links={actor.accountSets.map(({ id, name }) => ({
          href: addressOf(`/prices/${productId}`, { set: id }),
          label: name,
          isChosen: id === set.id,
        }))}
      />
      <div className="mt-3 grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('listPrices')}>
          {mayWrite ? (
            <ListPriceSetter
              key={`${set.id} ${shown}`}
              action={setListPriceAction}
              values={{ ...values, floorPrice: '' }}
            />
          ) : null}
          <ListPriceSteps steps={prices.listPrices} />
        </Card>
        <Card title={t('customerPrices')}>
          {mayWrite ? (
            <CustomerPriceSetter
              key={set.id}
              action={setCustomerPriceAction}
              values={{ ...values, customerId: '' }}
            />
          ) : null}
          <CustomerPriceSteps steps={prices.customerPrices} />
        </Card>
      </div>
    </ClientMessages>
  )
}
