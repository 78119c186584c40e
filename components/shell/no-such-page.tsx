import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'

/** An address that leads nowhere, or to what this person may not see: the two cannot be told apart. */
export function NoSuchPage() {
  const t = useTranslations('errors.page')
  return (
    <section className="mx-auto flex max-w-prose flex-col items-start gap-3 p-6">
      <h1 className="text-lg font-semibold">{t('notFound')}</h1>
      <p>{t('notFoundBody')}</p>
      <ButtonLink href="/">{t('home')}</ButtonLink>
    </section>
  )
}
