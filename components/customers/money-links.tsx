import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { caseHref } from '#components/collection/collection-address.ts'
import { customerMoneyAddress } from '#components/receipts/receipt-address.ts'
import type { Permission } from '#lib/auth/permissions.ts'

/** Where the figures of a customer's credit come from: receipts and open notes, and what was said about debts. */
export function MoneyLinks({
  of: { accountSetId, id },
  permissions,
}: {
  of: { accountSetId: number; id: string }
  permissions: ReadonlySet<Permission>
}) {
  const t = useTranslations('customers')
  const links = [
    ...(permissions.has('receipt.read')
      ? [{ href: customerMoneyAddress(accountSetId, id), name: t('toMoney') }]
      : []),
    ...(permissions.has('collection.read')
      ? [{ href: caseHref({ accountSetId, customerId: id }), name: t('toCase') }]
      : []),
  ]
  if (links.length === 0) return null
  return (
    <p className="mt-2 flex flex-wrap gap-x-4">
      {links.map(({ href, name }) => (
        <Link key={href} href={href} className="text-accent">
          {name}
        </Link>
      ))}
    </p>
  )
}
