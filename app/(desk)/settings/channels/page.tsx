import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChannelForm } from '#components/settings/book-forms.tsx'
import { ChannelHistory } from '#components/settings/channel-history.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { theDesk } from '#lib/command/desk.ts'
import { channelHistory } from '#lib/domain/account-sets/queries.ts'
import { channelValues } from '#lib/domain/account-sets/rules.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { setChannelPolicyAction } from '../actions.ts'
import { settingsOf } from '../settings-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('part.channels') }
}

export default async function ChannelsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { sets, set, mayWrite } = await settingsOf(searchParams)
  const history = await channelHistory(theDesk().db, set.id)
  const t = await getTranslations('customers')
  return (
    <ClientMessages namespaces={['settings', 'customers']}>
      <SettingsTabs part="channels" sets={sets} setId={set.id} />
      <p className="mb-3 text-muted">{(await getTranslations('settings'))('channels.papersBack')}</p>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {set.channels.map((policy) => (
          <Card key={policy.channel} title={t(`channel.${policy.channel}`)}>
            <ChannelForm
              key={set.version}
              action={setChannelPolicyAction}
              mayWrite={mayWrite}
              values={{ accountSetId: set.id, version: set.version, ...channelValues(policy) }}
            />
            <ChannelHistory changes={history.filter(({ channel }) => channel === policy.channel)} />
          </Card>
        ))}
      </div>
    </ClientMessages>
  )
}
