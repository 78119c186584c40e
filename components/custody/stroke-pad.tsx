'use client'

import SignaturePad from 'signature_pad'
import { useEffect, useRef } from 'react'
import { pathOf, type Stroke } from '#components/driver/signature-stroke.tsx'
import { Button } from '#components/ui/button.tsx'

/** Reads the stroke off the pad; null while nothing was drawn. */
export type ReadStroke = () => Stroke | null

/** A field to sign in by hand, with finger, pen or mouse. `onReady` hands out the way to read it. */
export function StrokePad({
  label,
  clearLabel,
  onReady,
  className = 'h-32',
}: {
  label: string
  clearLabel: string
  onReady: (read: ReadStroke) => void
  className?: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    element.width = element.offsetWidth
    element.height = element.offsetHeight
    const drawn = new SignaturePad(element, { penColor: getComputedStyle(element).color })
    pad.current = drawn
    onReady(() => strokeOf(drawn, element))
    return () => drawn.off()
  }, [onReady])

  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <span className="text-sm text-muted">{label}</span>
        <Button size="small" variant="quiet" onClick={() => pad.current?.clear()}>
          {clearLabel}
        </Button>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        className={`w-full touch-none rounded-control border border-line-strong bg-surface text-ink ${className}`}
      />
    </div>
  )
}

function strokeOf(pad: SignaturePad, { width, height }: HTMLCanvasElement): Stroke | null {
  if (pad.isEmpty() || width === 0 || height === 0) return null
  return { kind: 'path', path: pathOf(pad.toData()), width, height }
}
