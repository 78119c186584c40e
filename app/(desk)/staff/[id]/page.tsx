import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { MemberActs } from '#components/staff/member-acts.tsx'
import { MemberFacts } from '#components/staff/member-facts.tsx'
import { PermissionMatrix } from '#components/staff/permission-matrix.tsx'
import { RolesForm } from '#components/staff/roles-form.tsx'
import { ScopeForm } from '#components/staff/scope-form.tsx'
import { StaffHistory } from '#components/staff/staff-history.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isRole } from '#lib/auth/permissions.ts'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { scopeOptions, staffDetail } from '#lib/domain/staff/queries.ts'
import { isId } from '#lib/kernel/ids.ts'
import * as actions from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') }
}

export default async function MemberPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePermission('staff.read')
  const { id } = await params
  const { db, clock } = theDesk()
  const member = (isId(id) && (await staffDetail(db, id, clock.now()))) || notFound()
  const options = await scopeOptions(db)
  const { userId, version, accountSetIds, warehouseIds } = member
  const mayWrite = actor.permissions.has('staff.write') && userId !== actor.userId
  const t = await getTranslations('staff')
  return (
    <ClientMessages namespaces={['staff']}>
      <PageHeader title={member.displayName} about={member.userName} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('detail.account')}>
          <MemberFacts member={member} />
          <MemberActs
            member={member}
            permissions={userId === actor.userId ? [] : [...actor.permissions]}
            actions={actions}
          />
        </Card>
        {mayWrite ? (
          <Card title={t('scope.title')}>
            <ScopeForm
              key={version}
              action={actions.setScopeAction}
              options={options}
              values={{ userId, version, accountSetIds, warehouseIds }}
            />
          </Card>
        ) : null}
        <Card title={t('roles.title')} className="lg:col-span-2">
          <div className="flex flex-col gap-3">
            <p className="text-muted">{t('roles.about')}</p>
            {mayWrite ? (
              <RolesForm
                key={version}
                action={actions.setRolesAction}
                values={{ userId, version, roles: member.roles.filter(isRole) }}
              />
            ) : null}
            <PermissionMatrix held={member.roles} />
          </div>
        </Card>
        <Card title={t('detail.history')} className="lg:col-span-2">
          <StaffHistory events={member.events} />
        </Card>
      </div>
    </ClientMessages>
  )
}
