'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { sayable } from '#lib/i18n/words.ts'
import type { Params } from '#lib/kernel/result.ts'

/** Says a code of the server: `refused` looks it up in the room's `refused`, then in `errors.refused`. */
export type Say = (kind: 'refused' | 'invalid', code: string, params?: Params) => string

/**
 * The sentences for refusals and wrong fields. `namespace` is the room whose own sentences come first, or several of
 * them in order; a code nobody wrote a sentence for still says what happened, with the code to tell the administrator.
 */
export function useSentence(namespace?: string | readonly string[]): Say {
  const t = useTranslations()
  const rooms = typeof namespace === 'string' ? namespace : (namespace ?? []).join(' ')
  return useCallback(
    (kind, code, params = {}) => {
      const keys = [...rooms.split(' '), 'errors'].map((room) => `${room}.${kind}.${code}`)
      const key = keys.find((each) => t.has(each)) ?? `errors.${kind}.other`
      return t(key, { ...sayable(t, params), code })
    },
    [t, rooms],
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
