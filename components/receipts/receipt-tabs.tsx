import { getTranslations } from 'next-intl/server'
import { TabLinks } from '#components/ui/tab-links.tsx'

/** The lists of the room: money that came in, what waits for the cashier, and who owes. */
export async function ReceiptTabs({
  open,
  mayMatch,
}: {
  open: 'receipts' | 'pending' | 'bank' | 'owing'
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
        ]}
      />
    </div>
  )
}
