'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { sayable } from '#lib/i18n/words.ts'
import type { Params } from '#lib/kernel/result.ts'

/** Says a code of the server: `refused` looks it up in the room's `refused`, then in `errors.refused`. */
export type Say = (kind: 'refused' | 'invalid', code: string, params?: Params) => string

/**
 * The sentences for refusals and wrong fields. `namespace` is the room whose own sentences come first;
 * a code nobody wrote a sentence for still says what happened, with the code to tell the administrator.
 */
export function useSentence(namespace?: string): Say {
  const t = useTranslations()
  return useCallback(
    (kind, code, params = {}) => {
      const own = `${namespace ?? 'errors'}.${kind}.${code}`
      const common = `errors.${kind}.${code}`
      const key = t.has(own) ? own : t.has(common) ? common : `errors.${kind}.other`
      return t(key, { ...sayable(t, params), code })
    },
    [t, namespace],
  )
}

/** The code in a field's error: a schema's own word, else the kind of zod's complaint. */
export function fieldCode(
  error: { type?: string | number; message?: string } | undefined,
): string | undefined {
  if (error === undefined) return undefined
  const { message, type } = error
  return message !== undefined && /^[a-z][A-Za-z.]+$/.test(message) ? message : String(type ?? 'other')
}
