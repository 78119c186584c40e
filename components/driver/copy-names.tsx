import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'

const papers: Readonly<Record<string, Tone>> = {
  STUB: 'paper-white',
  DRIVER: 'paper-blue',
  CUSTOMER: 'paper-red',
  ACCOUNTING: 'paper-yellow',
}

/** Copies by name in their paper's colour. */
export function CopyNames({ kinds }: { kinds: readonly string[] }) {
  const t = useTranslations('driver.copy')
  return (
    <span className="inline-flex flex-wrap gap-1">
      {kinds.map((kind) => (
        <Badge key={kind} tone={papers[kind] ?? 'neutral'}>
          {t(kind)}
        </Badge>
      ))}
    </span>
  )
}
