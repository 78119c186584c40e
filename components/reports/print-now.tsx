'use client'

import { Button } from '#components/ui/button.tsx'

/** Opens the browser's print dialog; not on the paper itself. */
export function PrintNow({ label }: { label: string }) {
  return (
    <div className="mx-auto flex max-w-[190mm] justify-end p-3 print:hidden">
      <Button variant="primary" onClick={() => window.print()}>
        {label}
      </Button>
    </div>
  )
}
