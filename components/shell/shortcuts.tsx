'use client'

import { useTranslations } from 'next-intl'
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { Dialog, IsInDialog } from '#components/ui/dialog.tsx'
import { isCombination, isText } from './key-combination.ts'

type Shortcut = { keys: string; label: string; isInDialog: boolean; run: () => void }

type Board = {
  add: (shortcut: Shortcut) => () => void
  all: () => readonly Shortcut[]
  watch: (onChange: () => void) => () => void
  show: () => void
}

const BoardContext = createContext<Board | null>(null)

function newBoard(show: () => void): Board {
  let shortcuts: readonly Shortcut[] = []
  const watchers = new Set<() => void>()
  const change = (next: readonly Shortcut[]) => {
    shortcuts = next
    watchers.forEach((tell) => tell())
  }
  return {
    add: (shortcut) => {
      change([...shortcuts, shortcut])
      return () => change(shortcuts.filter((other) => other !== shortcut))
    },
    all: () => shortcuts,
    watch: (onChange) => {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    show,
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input,textarea,select'))
  )
}

const nothing: readonly Shortcut[] = []

/** Listens to the keys of the page once, and shows them all on `?` (while typing: Ctrl+/). */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('shell.shortcuts')
  const [isShown, setIsShown] = useState(false)
  const [board] = useState(() => newBoard(() => setIsShown(true)))

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const isInDialog = document.querySelector('dialog[open]') !== null
      const found = board
        .all()
        .findLast(
          ({ keys, isInDialog: isOfDialog }) =>
            isOfDialog === isInDialog &&
            isCombination(event, keys) &&
            !(isText(keys) && isTyping(event.target)),
        )
      if (found === undefined) return
      event.preventDefault()
      found.run()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [board])

  return (
    <BoardContext value={board}>
      <ShowKeys />
      {children}
      <Dialog isOpen={isShown} onClose={() => setIsShown(false)} title={t('title')}>
        <ShortcutList />
      </Dialog>
    </BoardContext>
  )
}

function ShowKeys() {
  const t = useTranslations('shell.shortcuts')
  const show = useShowShortcuts()
  useShortcut('?', t('show'), show)
  useShortcut('Ctrl+/', t('show'), show)
  return null
}

function ShortcutList() {
  const board = use(BoardContext)
  const shortcuts = useSyncExternalStore(
    board?.watch ?? (() => () => undefined),
    board?.all ?? (() => nothing),
    () => nothing,
  )
  return (
    <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-1.5">
      {shortcuts
        .filter(({ isInDialog }) => !isInDialog)
        .map(({ keys, label }) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong px-1.5 font-sans text-sm">{keys}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Shows the keys of the page, as `?` does. */
export function useShowShortcuts(): () => void {
  const board = use(BoardContext)
  return useCallback(() => board?.show(), [board])
}

/**
 * Gives the page a key: `useShortcut('Ctrl+D', t('copyRow'), copyRow)`. The label is what `?` shows. Inside a
 * dialog only the dialog's own keys work. `run` may change with every render.
 */
export function useShortcut(keys: string, label: string, run: () => void): void {
  const board = use(BoardContext)
  const isInDialog = use(IsInDialog)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const shortcut = useMemo<Shortcut>(
    () => ({ keys, label, isInDialog, run: () => latest.current() }),
    [keys, label, isInDialog],
  )
  useEffect(() => board?.add(shortcut), [board, shortcut])
}
