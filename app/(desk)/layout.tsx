import type { ReactNode } from 'react'
import { AppFrame } from '#components/shell/app-frame.tsx'
import { requireActor } from '#lib/auth/session.ts'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  return (
    <AppFrame
      actor={{
        displayName: actor.displayName,
        roles: actor.roles,
        permissions: new Set(actor.permissions),
        accountSetNames: actor.accountSets.map((accountSet) => accountSet.name),
        isDemo: actor.isDemo,
      }}
    >
      {children}
    </AppFrame>
  )
}
