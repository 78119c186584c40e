'use client'

import SignaturePad, { type PointGroup } from 'signature_pad'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'

/** A stroke as the desk keeps it: a path in its own box. */
export type Stroke = { kind: 'path'; path: string; width: number; height: number }

const longestPath = 60_000

/** The lines of a pad as one path, with one decimal; thinned out when someone draws for very long. */
export function pathOf(groups: readonly PointGroup[]): string {
  const draw = (step: number) =>
    groups
      .map(({ points }) =>
        points
          .filter((_, index) => index % step === 0 || index === points.length - 1)
          .map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`)
          .join(' '),
      )
      .filter((part) => part !== '')
      .join(' ')
  let path = draw(1)
  for (let step = 2; path.length > longestPath && step < 64; step *= 2) path = draw(step)
  return path.slice(0, path.length > longestPath ? path.lastIndexOf('L', longestPath) : undefined)
}

/** The pad over the whole width on which the customer signs; tells the stroke after every line, null when wiped. */
export function SignatureStroke({ onStroke }: { onStroke: (stroke: Stroke | null) => void }) {
  const t = useTranslations('driver.sign')
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const tell = useRef(onStroke)

  useEffect(() => {
    tell.current = onStroke
  }, [onStroke])

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const drawn = new SignaturePad(element, { minWidth: 1.2, maxWidth: 2.6 })
    pad.current = drawn
    const fit = () => {
      const ratio = Math.max(1, window.devicePixelRatio)
      const kept = drawn.toData()
      element.width = element.offsetWidth * ratio
      element.height = element.offsetHeight * ratio
      element.getContext('2d')?.scale(ratio, ratio)
      drawn.penColor = getComputedStyle(element).color
      drawn.clear()
      drawn.fromData(kept)
    }
    const told = () =>
      tell.current({
        kind: 'path',
        path: pathOf(drawn.toData()),
        width: element.offsetWidth,
        height: element.offsetHeight,
      })
    fit()
    drawn.addEventListener('endStroke', told)
    window.addEventListener('resize', fit)
    return () => {
      drawn.off()
      window.removeEventListener('resize', fit)
    }
  }, [])

  const wipe = () => {
    pad.current?.clear()
    onStroke(null)
  }

  return (
    <div className="flex flex-col gap-2">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('pad')}
        className="h-48 w-full touch-none rounded-md border border-line-strong bg-surface text-ink"
      />
      <Button variant="quiet" onClick={wipe}>
        {t('wipe')}
      </Button>
    </div>
  )
}
