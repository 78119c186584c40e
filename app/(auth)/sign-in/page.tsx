import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import type { DemoAccount } from '#components/shell/demo-accounts.tsx'
import { DemoBanner } from '#components/shell/demo-banner.tsx'
import { safeNextPath } from '#components/shell/next-path.ts'
import { SignInForm } from '#components/shell/sign-in-form.tsx'
import { readEnvironment } from '#lib/db/env.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('title') }
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const t = await getTranslations()
  const isDemo = readEnvironment().SILIAN_DEMO
  return (
    <>
      {isDemo ? <DemoBanner /> : null}
      <main className="mx-auto flex w-full max-w-md flex-col px-4 py-8 lg:py-16">
        <p className="text-2xl font-semibold text-accent">{t('common.productName')}</p>
        <p className="mb-6 text-muted">{t('auth.about')}</p>
        <div className="rounded-md border border-line bg-surface p-4">
          <h1 className="mb-3 text-lg font-semibold">{t('auth.title')}</h1>
          <ClientMessages namespaces={['auth']}>
            <SignInForm
              nextPath={safeNextPath((await searchParams)['next'])}
              demoAccounts={isDemo ? await demoAccounts() : []}
            />
          </ClientMessages>
        </div>
      </main>
    </>
  )
}

/** Read only where the demo runs, so that its passwords are in no page of a real desk. */
async function demoAccounts(): Promise<readonly DemoAccount[]> {
  const t = await getTranslations('shell.role')
  const { DEMO_ACCOUNTS } = await import('#prisma/seed/demo.ts')
  return DEMO_ACCOUNTS.map(({ role, userName, password, pin }) => ({
    role: t(role),
    userName,
    password,
    pin,
  }))
}
