import { getTranslations } from 'next-intl/server'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { addressOf } from '#lib/kernel/address.ts'

/** The lists of the room: money that came in, what waits for the cashier, and who owes. */
export async function ReceiptTabs({
  open,
  mayMatch,
}: {
  open: 'receipts' | 'pending' | 'bank' | 'owing' | 'drivers'
  /** Whether the reader matches lines of the bank. */
  mayMatch: boolean
}) {
  const t = await getTranslations('receipts')
  return (
    <div className="mb-3">
      <TabLinks
        label={t('title')}
        links={[
          { href: '/receipts', label: t('list'), isChosen: open === 'receipts' },
          { href: '/receipts/pending', label: t('pending'), isChosen: open === 'pending' },
          ...(mayMatch ? [{ href: '/receipts/bank', label: t('bank'), isChosen: open === 'bank' }] : []),
          { href: '/receipts/owing', label: t('owing'), isChosen: open === 'owing' },
          { href: '/receipts/drivers', label: t('drivers.title'), isChosen: open === 'drivers' },
        ]}
      />
    </div>
  )
}

/** The account set whose money a page shows; nothing where the reader has only one. */
export async function SetTabs({
  accountSets,
  openId,
  path,
}: {
  accountSets: readonly { id: number; name: string }[]
  openId: number
  path: string
}) {
  const t = await getTranslations('receipts')
  if (accountSets.length < 2) return null
  return (
    <div className="mb-3">
      <TabLinks
        label={t('accountSet')}
        links={accountSets.map(({ id, name }) => {
          return { href: addressOf(path, { set: id }), label: name, isChosen: id === openId }
        })}
      />
    </div>
  )
}
