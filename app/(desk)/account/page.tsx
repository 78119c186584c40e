import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EndOthers } from '#components/account/end-others.tsx'
import { OwnPassword } from '#components/account/own-password.tsx'
import { Passkeys } from '#components/account/passkeys.tsx'
import { ChangePinForm, FirstPinForm } from '#components/account/pin-forms.tsx'
import { SessionList } from '#components/account/session-list.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { ownAccount } from '#lib/domain/account/queries.ts'
import * as actions from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') }
}

export default async function AccountPage() {
  const actor = await requirePermission('account.own')
  const { db, clock, passkeyOrigin } = theDesk()
  const account = (await ownAccount(db, actor, clock.now())) ?? notFound()
  const t = await getTranslations('account')
  return (
    <ClientMessages namespaces={['account']}>
      <PageHeader title={t('title')} about={`${account.displayName} · ${account.userName}`} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('password.title')}>
          <OwnPassword action={actions.changePasswordAction} />
        </Card>
        <Card title={t('pin.title')}>
          <p className="mb-3 text-muted">{t(account.hasPin ? 'pin.about' : 'pin.aboutFirst')}</p>
          {account.hasPin ? (
            <ChangePinForm action={actions.changePinAction} />
          ) : (
            <FirstPinForm action={actions.setPinAction} />
          )}
        </Card>
        <Card title={t('passkeys.title')}>
          <p className="mb-3 text-muted">
            {t(passkeyOrigin === null ? 'passkeys.notServed' : 'passkeys.about')}
          </p>
          {passkeyOrigin !== null && account.hasPin ? (
            <Passkeys
              passkeys={account.passkeys}
              ask={actions.startPasskeyAction}
              add={actions.addPasskeyAction}
              remove={actions.removePasskeyAction}
            />
          ) : null}
        </Card>
        <Card title={t('sessions.title')}>
          <div className="flex flex-col gap-3">
            <SessionList sessions={account.sessions} />
            <EndOthers action={actions.endOtherSessionsAction} />
          </div>
        </Card>
      </div>
    </ClientMessages>
  )
}
