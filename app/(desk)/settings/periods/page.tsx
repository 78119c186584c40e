import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PeriodTable } from '#components/settings/period-table.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { theDesk } from '#lib/command/desk.ts'
import { nextPeriod } from '#lib/domain/account-sets/rules.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { closePeriodAction, openPeriodAction, reopenPeriodAction } from '../actions.ts'
import { settingsOf } from '../settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('part.periods') }
}

export default async function PeriodsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { actor, sets, set } = await settingsOf(searchParams)
  const acts = { open: openPeriodAction, close: closePeriodAction, reopen: reopenPeriodAction }
  return (
    <ClientMessages namespaces={['settings']}>
      <SettingsTabs part="periods" sets={sets} setId={set.id} />
      <PeriodTable
        accountSetId={set.id}
        periods={set.periods}
        next={nextPeriod(set.periods[0]?.period, today(theDesk().clock))}
        mayTurn={actor.permissions.has('period.close')}
        acts={acts}
      />
    </ClientMessages>
  )
}
