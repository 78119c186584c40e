import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'

const tones: Record<CopyKind, Tone> = {
  STUB: 'paper-white',
  DRIVER: 'paper-blue',
  CUSTOMER: 'paper-red',
  ACCOUNTING: 'paper-yellow',
}

/** A copy by its name on its paper's colour. Needs `custody`. */
export function CopyBadge({
  kind,
  name,
  children,
}: {
  kind: CopyKind
  /** What this kind of paper calls the copy, where it has a name of its own. */
  name?: string | undefined
  children?: ReactNode
}) {
  const t = useTranslations('custody.copy')
  return (
    <Badge tone={tones[kind]}>
      {name ?? t(kind)}
      {children}
    </Badge>
  )
}
