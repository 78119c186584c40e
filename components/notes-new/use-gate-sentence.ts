'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { ChecklistItem } from '#lib/kernel/gate.ts'
import type { Params } from '#lib/kernel/result.ts'

export type GateSentences = {
  /** What the rule found, in one sentence. */
  say: (item: Pick<ChecklistItem, 'rule' | 'code' | 'params'>) => string
  /** Who can clear it, and by which act; undefined where nobody is named. */
  remedy: (item: Pick<ChecklistItem, 'remedy'>) => string | undefined
}

/** The sentences of a gate. Needs the namespaces `gates` and `shell`. */
export function useGateSentence(): GateSentences {
  const t = useTranslations('gates')
  const shell = useTranslations('shell')

  const worded = useCallback(
    (params: Params): Record<string, string | number> =>
      Object.fromEntries(
        Object.entries(params).map(([name, value]) => {
          if (typeof value !== 'string')
            return [name, typeof value === 'number' ? value : String(value ?? '')]
          const words = value.split(',').map((part) => {
            const key = `words.${name}.${part}`
            return /^[A-Z_]+$/.test(part) && t.has(key) ? t(key) : part
          })
          return [name, words.join(t('between'))]
        }),
      ),
    [t],
  )

  const say = useCallback<GateSentences['say']>(
    ({ rule, code, params }) => {
      const key = `${rule}.${code}`
      return t.has(key) ? t(key, worded(params)) : `${rule} ${code}`
    },
    [t, worded],
  )

  const remedy = useCallback<GateSentences['remedy']>(
    ({ remedy: { role, act } }) => {
      const actName = act !== undefined && t.has(`act.${act}`) ? t(`act.${act}`) : undefined
      const roleName = role === undefined ? undefined : shell(`role.${role}`)
      if (roleName === undefined) return actName === undefined ? undefined : t('anyoneAct', { act: actName })
      return actName === undefined
        ? t('by', { role: roleName })
        : t('byAct', { role: roleName, act: actName })
    },
    [t, shell],
  )

  return { say, remedy }
}
