import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { StatementBills, StatementMarks, StatementUnbilled } from '#components/suppliers/statement-tables.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { Money } from '#components/ui/money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { statementWish, supplierStatement } from '#lib/domain/suppliers/queries-statement.ts'
import { addressOf, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppliers'))('statement.title') }
}

export default async function StatementPage({ params, searchParams }: Props) {
  const actor = await requirePermission('purchaseBill.read')
  const { db, clock } = theDesk()
  const { id } = await params
  const day = today(clock)
  const wish = statementWish(await searchParams, day)
  const statement = (await supplierStatement(db, actor, id, wish, day)) ?? notFound()
  const { supplier, openBills, unbilled, nextAfter } = statement
  const t = await getTranslations('suppliers')
  const { from, to } = wish
  const here = `/suppliers/${id}/statement`
  return (
    <>
      <PageHeader
        title={t('statement.title')}
        about={`${supplier.name} · ${supplier.code}`}
        acts={
          <>
            <ButtonLink href={`/suppliers/${id}`}>{supplier.name}</ButtonLink>
            <ButtonLink href={addressOf(`/print/supplier-statement/${id}`, { from, to })}>
              {t('statement.print')}
            </ButtonLink>
          </>
        }
      />
      <dl className="mb-3 grid grid-cols-1 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3">
        {(['payable', 'unbilled', 'advance'] as const).map((name) => (
          <div key={name} className="bg-surface px-3 py-2">
            <dt className="text-muted">{t(`column.${name}`)}</dt>
            <dd className="text-base font-semibold">
              <Money amount={supplier[name]} hasSign />
            </dd>
          </div>
        ))}
      </dl>
      <form className="mb-3 flex flex-wrap items-center gap-2">
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="flex items-center gap-2">
            <span className="text-muted">{t(`statement.${name}`)}</span>
            <TextInput type="date" name={name} key={wish[name]} defaultValue={wish[name]} className="w-40" />
          </label>
        ))}
        <Button type="submit">{t('statement.show')}</Button>
      </form>
      <div className="flex flex-col gap-3">
        <Card title={t('statement.account')} isFlush>
          {statement.rows.length === 0 ? <p className="p-3 text-muted">{t('statement.none')}</p> : null}
          <StatementMarks statement={statement} />
        </Card>
        <KeyPagination
          newerHref={wish.after === null ? null : addressOf(here, { from, to })}
          olderHref={nextAfter === null ? null : addressOf(here, { from, to, after: nextAfter })}
        />
        <Card title={t('statement.openBills')}>
          <StatementBills accountSetId={supplier.accountSetId} bills={openBills} />
        </Card>
        <Card title={t('statement.unbilled')}>
          <StatementUnbilled accountSetId={supplier.accountSetId} goods={unbilled} />
        </Card>
      </div>
    </>
  )
}
