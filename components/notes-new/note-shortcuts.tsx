'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { useShortcut } from '#components/shell/shortcuts.tsx'

/** What the keys of the writing page do, beside those of the grid itself. */
export type NoteActs = {
  toCustomer: () => void
  toHeader: () => void
  toLines: () => void
  toTotals: () => void
  apply: () => void
  showDrafts: () => void
  toggleGate: () => void
  issue: () => void
  copyAbove: () => void
  removeLine: () => void
  putBack: () => void
  toggleGift: () => void
  toggleUrgent: () => void
  nextAddress: () => void
  nextWarehouse: () => void
  keepNow: () => void
  startNew: () => void
}

/** Every act of the page has a key; `?` shows them, and how Enter walks. */
export const NoteShortcuts = memo(function NoteShortcuts({ acts }: { acts: NoteActs }) {
  const t = useTranslations('noteNew.keys')
  const nothing = (): void => undefined
  // The walk of the grid is told here and listened to there: these names are no keys.
  useShortcut('⏎', t('walk'), nothing)
  useShortcut('⇥', t('tab'), nothing)
  useShortcut('↑ ↓', t('arrows'), nothing)
  useShortcut('Esc', t('escape'), nothing)
  useShortcut('2/3', t('quantity'), nothing)
  useShortcut('Ctrl+Enter', t('issue'), acts.issue)
  useShortcut('F2', t('customer'), acts.toCustomer)
  useShortcut('F3', t('lines'), acts.toLines)
  useShortcut('F4', t('header'), acts.toHeader)
  useShortcut('F6', t('totals'), acts.toTotals)
  useShortcut('F7', t('apply'), acts.apply)
  useShortcut('F8', t('drafts'), acts.showDrafts)
  useShortcut('F9', t('gate'), acts.toggleGate)
  useShortcut('Ctrl+D', t('copyAbove'), acts.copyAbove)
  useShortcut('Ctrl+Delete', t('removeLine'), acts.removeLine)
  useShortcut('Ctrl+Shift+Z', t('putBack'), acts.putBack)
  useShortcut('Alt+G', t('gift'), acts.toggleGift)
  useShortcut('Alt+U', t('urgent'), acts.toggleUrgent)
  useShortcut('Alt+A', t('address'), acts.nextAddress)
  useShortcut('Alt+W', t('warehouse'), acts.nextWarehouse)
  useShortcut('Ctrl+S', t('keep'), acts.keepNow)
  useShortcut('Alt+N', t('new'), acts.startNew)
  return null
})
