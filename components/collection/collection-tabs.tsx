import { getTranslations } from 'next-intl/server'
import { TabLinks } from '#components/ui/tab-links.tsx'

/** The lists of the room: whom to ask, how old it is, what is given up. */
export async function CollectionTabs({ open }: { open: 'work' | 'ageing' | 'writeOffs' }) {
  const t = await getTranslations('collection')
  const places = { work: '/collection', ageing: '/collection/ageing', writeOffs: '/collection/write-offs' }
  return (
    <div className="mb-3">
      <TabLinks
        label={t('title')}
        links={(['work', 'ageing', 'writeOffs'] as const).map((name) => ({
          href: places[name],
          label: t(name),
          isChosen: open === name,
        }))}
      />
    </div>
  )
}
