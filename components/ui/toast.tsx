'use client'

import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { CloseIcon } from './icons-action.tsx'

export type ToastTone = 'neutral' | 'positive' | 'warning' | 'danger'
type Toast = { key: number; tone: ToastTone; text: string }
type Show = (text: string, tone?: ToastTone) => void

const shownForMs = 6000
const mostShown = 3

const tones: Record<ToastTone, string> = {
  neutral: 'border-line',
  positive: 'border-positive',
  warning: 'border-warning',
  danger: 'border-danger',
}

const ToastContext = createContext<Show>(() => undefined)

/** Says a short sentence at the edge of the page: `const toast = useToast(); toast(t('saved'), 'positive')`. */
export function useToast(): Show {
  return use(ToastContext)
}

/** Holds the short sentences; a live region, so they are read out and never take the focus. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const lastKey = useRef(0)

  const drop = useCallback((key: number) => {
    setToasts((shown) => shown.filter((toast) => toast.key !== key))
  }, [])

  const show = useCallback<Show>((text, tone = 'neutral') => {
    lastKey.current += 1
    const key = lastKey.current
    setToasts((shown) => [...shown, { key, tone, text }].slice(-mostShown))
  }, [])

  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-2 bottom-20 z-40 flex flex-col items-end gap-2 lg:right-4 lg:bottom-4 lg:left-auto print:hidden"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.key} toast={toast} closeLabel={t('close')} onDrop={drop} />
        ))}
      </div>
    </ToastContext>
  )
}

function ToastCard({
  toast,
  closeLabel,
  onDrop,
}: {
  toast: Toast
  closeLabel: string
  onDrop: (key: number) => void
}) {
  useEffect(() => {
    // What went wrong stays until it is read; the rest goes by itself.
    if (toast.tone === 'danger') return
    const timer = setTimeout(() => onDrop(toast.key), shownForMs)
    return () => clearTimeout(timer)
  }, [toast, onDrop])

  return (
    <div
      className={classNames(
        'pointer-events-auto flex w-full items-center justify-between gap-2 rounded-md border border-l-4 bg-surface py-1 pr-1 pl-3 shadow-raised lg:w-auto lg:max-w-md',
        tones[toast.tone],
      )}
    >
      <span>{toast.text}</span>
      <IconButton label={closeLabel} onClick={() => onDrop(toast.key)}>
        <CloseIcon />
      </IconButton>
    </div>
  )
}
