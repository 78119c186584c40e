'use client'

import { createContext, useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { IconButton } from './button.tsx'
import { CloseIcon } from './icons-action.tsx'

/** Whether what asks stands inside a dialog, where the keys of the page behind it rest. */
export const IsInDialog = createContext(false)

/** Where the cursor starts: what is marked `data-first`, else the first field, else the last act. */
function firstStop(dialog: HTMLElement): HTMLElement | undefined {
  const marked = dialog.querySelector<HTMLElement>('[data-first]')
  const field = dialog.querySelector<HTMLElement>('input:not([type=hidden]),select,textarea')
  return marked ?? field ?? [...dialog.querySelectorAll<HTMLElement>('footer button')].at(-1)
}

/**
 * A modal dialog on the browser's own <dialog>: it holds the focus, Esc closes it, and the focus returns to where
 * it was. The cursor starts in the element marked `data-first`, else in the first field, else on the last act.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  footer,
  children,
}: {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  footer?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('common')
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const element = dialog.current
    if (element === null || !isOpen) return
    element.showModal()
    firstStop(element)?.focus()
    return () => element.close()
  }, [isOpen])

  if (!isOpen) return null
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="m-auto w-full max-w-lg rounded-lg border border-line bg-surface p-0 shadow-raised backdrop:bg-black/40 max-lg:mb-0 max-lg:max-w-none max-lg:rounded-b-none"
    >
      <div className="flex max-h-[85dvh] flex-col">
        <header className="flex items-center justify-between gap-2 border-b border-line py-1 pr-1 pl-4">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
          <IconButton label={t('close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </header>
        <div className="overflow-y-auto p-4">
          <IsInDialog value={true}>{children}</IsInDialog>
        </div>
        {footer === undefined ? null : (
          <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
            {footer}
          </footer>
        )}
      </div>
    </dialog>
  )
}
