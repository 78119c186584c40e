'use client'

import { PageFault } from '#components/shell/page-fault.tsx'

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <PageFault error={error} onRetry={retry} />
    </main>
  )
}
