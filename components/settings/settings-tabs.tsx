import { useTranslations } from 'next-intl'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { addressOf } from '#lib/kernel/address.ts'

/** The parts of the settings; those of one account set have `set` in their address. */
export const SETTINGS_PARTS = ['books', 'channels', 'copies', 'periods', 'taxes', 'warehouses'] as const
export type SettingsPart = (typeof SETTINGS_PARTS)[number]

const ofEachSet: readonly SettingsPart[] = ['books', 'channels', 'copies', 'periods']

/** The head of every settings page: its parts, and the account set it is about. */
export function SettingsTabs({
  part,
  sets,
  setId,
}: {
  part: SettingsPart
  sets: readonly { id: number; name: string }[]
  setId: number
}) {
  const t = useTranslations('settings')
  return (
    <>
      <PageHeader title={t('title')} about={t(`about.${part}`)} />
      <TabLinks
        label={t('title')}
        links={SETTINGS_PARTS.map((one) => ({
          href: addressOf(one === 'books' ? '/settings' : `/settings/${one}`, { set: setId }),
          label: t(`part.${one}`),
          isChosen: one === part,
        }))}
      />
      {ofEachSet.includes(part) ? (
        <div className="mb-3">
          <TabLinks
            label={t('accountSets')}
            links={sets.map(({ id, name }) => ({
              href: addressOf(part === 'books' ? '/settings' : `/settings/${part}`, { set: id }),
              label: name,
              isChosen: id === setId,
            }))}
          />
        </div>
      ) : (
        <div className="mb-3" />
      )}
    </>
  )
}
