import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { CreateStaffForm } from '#components/staff/create-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { scopeOptions } from '#lib/domain/staff/queries.ts'
import { createStaffAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('create.title') }
}

export default async function NewStaffPage() {
  await requirePermission('staff.write')
  const options = await scopeOptions(theDesk().db)
  const t = await getTranslations('staff')
  return (
    <>
      <PageHeader title={t('create.title')} />
      <Card className="max-w-xl">
        <ClientMessages namespaces={['staff']}>
          <CreateStaffForm action={createStaffAction} options={options} />
        </ClientMessages>
      </Card>
    </>
  )
}
