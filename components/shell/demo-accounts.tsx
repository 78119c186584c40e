'use client'

import { useTranslations } from 'next-intl'

/** An invented person of the demo company and the way in. `role` is the name of a role in the desk's words. */
export type DemoAccount = { role: string; userName: string; password: string; pin: string }

/** The accounts of the demo, all with the same secrets; a press fills the form. */
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
      <p className="text-muted">{t('about')}</p>
      {accounts[0] === undefined ? null : (
        <p className="mb-2 text-muted">
          {t('secrets', { password: accounts[0].password, pin: accounts[0].pin })}
        </p>
      )}
      <ul className="grid grid-cols-1 gap-1 sm:grid-cols-2">
        {accounts.map((account) => (
          <li key={account.userName}>
            <button
              type="button"
              className="flex min-h-control w-full items-center justify-between gap-2 rounded-control px-2 hover:bg-sunken"
              onClick={() => onFill(account)}
            >
              <span>{account.role}</span>
              <span className="text-muted">{account.userName}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
