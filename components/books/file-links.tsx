import { useTranslations } from 'next-intl'
import type { BookFile } from '#lib/domain/books/schema.ts'
import type { BookSpan } from '#lib/domain/books/wish.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** The two forms in which a part of the books leaves as a file. */
export function FileLinks({ file, span }: { file: BookFile; span: BookSpan }) {
  const t = useTranslations('books')
  const { accountSetId: set, from, to } = span
  return (['csv', 'xlsx'] as const).map((format) => (
    <a
      key={format}
      className="self-center text-accent hover:underline"
      href={addressOf('/api/books/export', { file, format, set, from, to })}
    >
      {t(format)}
    </a>
  ))
}
