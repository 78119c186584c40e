import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FirstPassword } from '#components/account/first-password.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { changePasswordAction } from '#app/(desk)/account/actions.ts'
import { requireSignedIn } from '#lib/auth/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('first.title') }
}

/** Where everybody begins: outside the desk, which opens when the given password is changed. */
export default async function FirstPasswordPage() {
  const actor = await requireSignedIn()
  if (!actor.mustChangePassword) redirect('/account')
  const t = await getTranslations('account.first')
  return (
    <main className="mx-auto flex w-full max-w-md flex-col px-4 py-8 lg:py-16">
      <h1 className="text-lg font-semibold">{t('title')}</h1>
      <p className="mb-4 text-muted">{t('about', { name: actor.displayName })}</p>
      <div className="rounded-md border border-line bg-surface p-4">
        <ClientMessages namespaces={['account']}>
          <FirstPassword action={changePasswordAction} />
        </ClientMessages>
      </div>
    </main>
  )
}
