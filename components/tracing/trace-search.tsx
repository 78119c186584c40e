'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ScanField } from '#components/scan/scan-field.tsx'
import { Card } from '#components/ui/card.tsx'
import { traceHref } from './trace-address.ts'

/** Where a code to be traced arrives: from a scanner, the camera or by hand. */
export function TraceSearch() {
  const t = useTranslations('trace')
  const router = useRouter()
  return (
    <Card>
      <ScanField label={t('search')} onScan={(typed) => router.push(traceHref(typed))} />
    </Card>
  )
}
