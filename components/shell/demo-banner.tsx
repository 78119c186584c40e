import { useTranslations } from 'next-intl'

/** Says on every page that this is a demo. */
export function DemoBanner() {
  const t = useTranslations('shell')
  return (
    <aside
      data-demo-banner=""
      aria-label={t('demoLabel')}
      className="bg-warning-soft px-3 py-0.5 text-center text-warning print:hidden"
    >
      {t('demo')}
    </aside>
  )
}
