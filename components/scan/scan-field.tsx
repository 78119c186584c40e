'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { CameraIcon, CloseIcon } from '#components/ui/icons-action.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { CameraReader } from './camera-reader.tsx'

/**
 * Where a scanner's codes arrive. A hardware scanner types and presses Enter: the field holds the focus, takes it back
 * when nothing else wants it, and catches what is typed beside it. The phone's keyboard stays away until the field is
 * touched. The camera is loaded when it is asked for. Each code is told as it was read, without its line end.
 *
 * The page sends the namespace `scan`.
 */
export function ScanField({
  label,
  onScan,
  isPaused = false,
}: {
  label: string
  onScan: (text: string) => void
  isPaused?: boolean
}) {
  const t = useTranslations('scan')
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [isTypedByHand, setIsTypedByHand] = useState(false)
  const [isCameraOn, setIsCameraOn] = useState(false)
  useHeldFocus(field, isPaused)

  function keep(event: SubmitEvent): void {
    event.preventDefault()
    const text = field.current?.value.trim() ?? ''
    if (field.current !== null) field.current.value = ''
    if (text !== '' && !isPaused) onScan(text)
  }

  return (
    <div className="flex flex-col gap-2">
      <form onSubmit={keep} className="flex items-end gap-2">
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <label htmlFor={id} className="text-sm text-muted">
            {label}
          </label>
          <TextInput
            id={id}
            ref={field}
            inputMode={isTypedByHand ? 'text' : 'none'}
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="done"
            maxLength={300}
            placeholder={t('placeholder')}
            onPointerDown={() => setIsTypedByHand(true)}
            onBlur={() => setIsTypedByHand(false)}
          />
        </div>
        <Button type="submit" className="sr-only">
          {t('enter')}
        </Button>
        <IconButton
          label={isCameraOn ? t('camera.close') : t('camera.open')}
          variant="plain"
          aria-expanded={isCameraOn}
          onClick={() => setIsCameraOn(!isCameraOn)}
        >
          {isCameraOn ? <CloseIcon className="size-5" /> : <CameraIcon className="size-5" />}
        </IconButton>
      </form>
      {isCameraOn ? <CameraReader onScan={(text) => (isPaused ? undefined : onScan(text))} /> : null}
    </div>
  )
}

/** Keeps the focus in the field unless another control or a dialog has it. */
function useHeldFocus(field: { current: HTMLInputElement | null }, isPaused: boolean): void {
  useEffect(() => {
    if (isPaused) return
    const isFree = () =>
      document.querySelector('dialog[open]') === null &&
      (document.activeElement === null || document.activeElement === document.body)
    const take = () => {
      if (isFree()) field.current?.focus({ preventScroll: true })
    }
    const catchKey = (event: KeyboardEvent) => {
      const isCharacter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey
      const target = event.target
      const isElsewhere = target instanceof HTMLElement && target.closest('input, textarea, select, dialog')
      // A space presses the button that has the focus; every other character is a scanner's.
      if (isCharacter && event.key !== ' ' && isElsewhere === null)
        field.current?.focus({ preventScroll: true })
    }
    const later = () => setTimeout(take, 0)
    take()
    document.addEventListener('keydown', catchKey, { capture: true })
    document.addEventListener('focusout', later)
    window.addEventListener('focus', later)
    return () => {
      document.removeEventListener('keydown', catchKey, { capture: true })
      document.removeEventListener('focusout', later)
      window.removeEventListener('focus', later)
    }
  }, [field, isPaused])
}
