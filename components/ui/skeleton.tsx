import { useTranslations } from 'next-intl'

/** Rows of reserved space for what loads, as high as what will stand there, so that nothing jumps. */
export function Skeleton({ rows = 1, height = 'var(--row-size)' }: { rows?: number; height?: string }) {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }} className="flex items-center border-b border-line px-2">
          <div className="h-3 w-full rounded-sm bg-sunken" />
        </div>
      ))}
    </div>
  )
}
