import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { PeriodTable } from '#components/settings/period-table.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { theDesk } from '#lib/command/desk.ts'
import { closingView } from '#lib/domain/account-sets/queries-closing.ts'
import { nextPeriod } from '#lib/domain/account-sets/rules.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import {
  closePeriodAction,
  openPeriodAction,
  reopenPeriodAction,
  requestReopeningAction,
} from '../actions.ts'
import { settingsOf } from '../settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('part.periods') }
}

export default async function PeriodsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { actor, sets, set } = await settingsOf(searchParams)
  const { db, clock } = theDesk()
  const day = today(clock)
  const open = set.periods.filter(({ status }) => status === 'OPEN').map(({ period }) => period)
  const { checklists, reopenings } = await closingView(db, set.id, open, day)
  const t = await getTranslations('settings')
  const { userId, permissions } = actor
  const viewer = {
    userId,
    mayTurn: permissions.has('period.close'),
    mayAgree: permissions.has('period.reopen'),
  }
  const acts = {
    open: openPeriodAction,
    close: closePeriodAction,
    requestReopening: requestReopeningAction,
    reopen: reopenPeriodAction,
  }
  return (
    <ClientMessages namespaces={['settings', ...gateNamespaces('closePeriod')]}>
      <SettingsTabs part="periods" sets={sets} setId={set.id} />
      <div className="mb-3 grid gap-3 lg:grid-cols-3">
        {checklists.map(({ period, checklist }) => (
          <Card key={period} title={t('periods.checklist', { period })}>
            <GateChecklist gate={checklist} label={t('periods.checklist', { period })} />
          </Card>
        ))}
      </div>
      <PeriodTable
        accountSetId={set.id}
        periods={set.periods}
        reopenings={reopenings}
        next={nextPeriod(set.periods[0]?.period, day)}
        viewer={viewer}
        acts={acts}
      />
    </ClientMessages>
  )
}
