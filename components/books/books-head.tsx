import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { type BookSpan, monthOf } from '#lib/domain/books/wish.ts'
import { addressOf } from '#lib/kernel/address.ts'

const PARTS = {
  balance: '/books',
  vouchers: '/books/vouchers',
  ledger: '/books/ledger',
  accounts: '/books/accounts',
}
export type BooksPart = keyof typeof PARTS

type Sets = readonly { id: number; name: string }[]

/** The head of every page of the books: its parts, which keep the account set and the months. */
export function BooksHead({
  part,
  span,
  acts,
  hasPeriods,
}: {
  part: BooksPart
  span: BookSpan
  acts?: ReactNode
  /** Whether the reader may see the months of the settings. */
  hasPeriods: boolean
}) {
  const t = useTranslations('books')
  const { accountSetId: set, from, to } = span
  const links = Object.entries(PARTS).map(([one, href]) => ({
    href: addressOf(href, { set, from, to }),
    label: t(`part.${one}`),
    isChosen: one === part,
  }))
  const periods = { href: addressOf('/settings/periods', { set }), label: t('part.periods'), isChosen: false }
  return (
    <>
      <PageHeader title={t('title')} about={t(`about.${part}`)} acts={acts} />
      <div className="mb-3">
        <TabLinks label={t('title')} links={hasPeriods ? [...links, periods] : links} />
      </div>
    </>
  )
}

/** Which account set, and from which month to which; `children` are further fields of the same question. */
export function SpanForm({
  action,
  span,
  sets,
  children,
}: {
  action: string
  span: BookSpan
  sets: Sets
  children?: ReactNode
}) {
  const t = useTranslations('books')
  const months = { from: monthOf(span.from), to: monthOf(span.to) }
  return (
    <form action={action} className="mb-3 flex flex-wrap items-center gap-2">
      <label className="flex items-center gap-2">
        <span className="text-muted">{t('accountSet')}</span>
        <Select name="set" defaultValue={span.accountSetId} key={`set ${span.accountSetId}`}>
          {sets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </label>
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="flex items-center gap-2">
          <span className="text-muted">{t(name)}</span>
          <TextInput
            type="month"
            name={name}
            key={months[name]}
            defaultValue={months[name]}
            className="w-40"
          />
        </label>
      ))}
      {children}
      <Button type="submit">{t('show')}</Button>
    </form>
  )
}
