'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'

/** An invented person of the demo company and the way in. `role` is the name of a role in the desk's words. */
export type DemoAccount = { role: string; userName: string; password: string }

/** The accounts of the demo, one a role; a press fills the form. */
export function DemoAccounts({
  accounts,
  onFill,
}: {
  accounts: readonly DemoAccount[]
  onFill: (account: DemoAccount) => void
}) {
  const t = useTranslations('auth.demo')
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mb-2 text-muted">{t('about')}</p>
      <ul className="grid grid-cols-1 gap-1 sm:grid-cols-2">
        {accounts.map((account) => (
          <li key={account.userName}>
            <Button
              variant="quiet"
              size="small"
              className="w-full justify-between"
              onClick={() => onFill(account)}
            >
              <span>{account.role}</span>
              <span className="font-mono text-muted">{account.userName}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
