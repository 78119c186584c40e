'use client'

import { useMemo } from 'react'
import type { AskToSign } from '#components/account/ask-passkey.ts'
import type { Proof } from '#components/forms/use-action.ts'
import type { Say } from '#components/forms/use-sentence.ts'

export type AskPasskey = AskToSign

/** Asks for a passkey over exactly the input that will be sent. What reads passkeys is loaded when it is needed. */
export function usePasskey(
  ask: AskPasskey | null,
  input: () => Promise<object>,
  say: Say,
): (() => Promise<{ proof: Proof } | { trouble: string }>) | null {
  return useMemo(() => {
    if (ask === null) return null
    return async () => {
      const { askPasskeyProof } = await import('#components/account/ask-passkey.ts')
      const asked = await askPasskeyProof(ask, 'note.issue', await input())
      if (asked.status === 'done') return { proof: asked.value }
      return { trouble: say('refused', asked.code) }
    }
  }, [ask, input, say])
}
