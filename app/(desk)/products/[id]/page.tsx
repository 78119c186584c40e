import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SendButton } from '#components/forms/send-button.tsx'
import { ProductFacts } from '#components/products/product-facts.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { productDetail } from '#lib/domain/products/queries-pages.ts'
import { isId } from '#lib/kernel/ids.ts'
import { setProductActiveAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('title') }
}

export default async function ProductPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePermission('product.read')
  const { id } = await params
  const product = (isId(id) && (await productDetail(theDesk().db, id))) || notFound()
  const t = await getTranslations('products')
  const { version, isActive, name } = product
  return (
    <ClientMessages namespaces={['products']}>
      <PageHeader
        title={name}
        about={product.code}
        acts={
          <>
            {actor.permissions.has('price.read') ? (
              <ButtonLink href={`/prices/${id}`}>{t('prices')}</ButtonLink>
            ) : null}
            {actor.permissions.has('stock.read') ? (
              <ButtonLink href={`/stock/${id}`}>{t('stock')}</ButtonLink>
            ) : null}
            {actor.permissions.has('product.write') ? (
              <>
                <SendButton
                  action={setProductActiveAction}
                  input={{ id, version, isActive: !isActive }}
                  label={t(isActive ? 'activity.stop' : 'activity.start')}
                  question={t(isActive ? 'activity.stopAbout' : 'activity.startAbout', { name })}
                  doneText={t('activity.done')}
                  namespace="products"
                />
                <ButtonLink href={`/products/${id}/edit`} variant="primary">
                  {t('change')}
                </ButtonLink>
              </>
            ) : null}
          </>
        }
      />
      {isActive ? null : <Badge tone="warning">{t('inactive')}</Badge>}
      <Card title={t('form.product')} className="max-w-2xl">
        <ProductFacts product={product} />
      </Card>
    </ClientMessages>
  )
}
