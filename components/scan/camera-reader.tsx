'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { codeReader } from './read-codes.ts'

const pauseMs = 120
/** A code in view is told once; only after this long out of view does it count as shown again. */
const againAfterMs = 2500
const widestPicture = 1280

type Trouble = 'insecure' | 'denied' | 'missing' | 'reader'

/**
 * The picture of the rear camera; every code that comes into view is told once. The camera is let go of when this
 * leaves the page.
 */
export function CameraReader({ onScan }: { onScan: (text: string) => void }) {
  const t = useTranslations('scan')
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onScan)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  useEffect(() => {
    tell.current = onScan
  }, [onScan])

  useEffect(() => {
    const element = video.current
    if (element === null) return
    const stop = new AbortController()
    watch(element, stop.signal, (text) => tell.current(text)).catch((error: unknown) => {
      if (!stop.signal.aborted) setTrouble(troubleOf(error))
    })
    return () => stop.abort()
  }, [])

  if (trouble !== null) {
    return (
      <Notice tone="warning" isUrgent>
        {t(`camera.${trouble}`)}
      </Notice>
    )
  }
  return (
    <video
      ref={video}
      muted
      playsInline
      aria-label={t('camera.picture')}
      className="aspect-[4/3] max-h-[45dvh] w-full rounded-md bg-black object-cover"
    />
  )
}

class Insecure extends Error {}

async function watch(
  video: HTMLVideoElement,
  stop: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  if (navigator.mediaDevices === undefined) throw new Insecure()
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: widestPicture } },
  })
  const release = () => stream.getTracks().forEach((track) => track.stop())
  if (stop.aborted) return release()
  stop.addEventListener('abort', release)
  video.srcObject = stream
  const read = await codeReader()
  await video.play()
  const seenAt = new Map<string, number>()
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  while (!stop.aborted && pen !== null) {
    const scale = Math.min(1, widestPicture / Math.max(1, video.videoWidth))
    canvas.width = Math.max(1, Math.round(video.videoWidth * scale))
    canvas.height = Math.max(1, Math.round(video.videoHeight * scale))
    pen.drawImage(video, 0, 0, canvas.width, canvas.height)
    const texts = await read(pen.getImageData(0, 0, canvas.width, canvas.height))
    const now = performance.now()
    for (const text of texts) {
      const isNew = now - (seenAt.get(text) ?? -againAfterMs) >= againAfterMs
      seenAt.set(text, now)
      if (isNew && !stop.aborted) tell(text)
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Insecure) return 'insecure'
  if (!(error instanceof DOMException)) return 'reader'
  if (error.name === 'NotAllowedError' || error.name === 'SecurityError') return 'denied'
  return 'missing'
}
