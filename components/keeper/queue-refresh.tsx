'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { isDeskThere } from './is-desk-there.ts'

const shortestMs = 5000
const longestMs = 30_000

/**
 * Draws the queue anew by itself: every few seconds while someone looks, more slowly the longer nobody touches it,
 * and at once when the page comes back into view or the network returns; never while the desk does not answer.
 */
export function QueueRefresh() {
  const router = useRouter()

  useEffect(() => {
    let pauseMs = shortestMs
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(refresh, pauseMs)
    }
    const readAnew = async () => {
      if (document.visibilityState !== 'visible' || !(await isDeskThere())) return
      if (!isOver) router.refresh()
    }
    const refresh = () => {
      void readAnew()
      pauseMs = Math.min(longestMs, pauseMs * 1.25)
      wait()
    }
    const wake = () => {
      const wasSlow = pauseMs > shortestMs * 2
      pauseMs = shortestMs
      if (wasSlow) refresh()
      else wait()
    }
    const come = () => {
      if (document.visibilityState === 'visible') wake()
    }
    wait()
    document.addEventListener('visibilitychange', come)
    window.addEventListener('online', wake)
    window.addEventListener('pointerdown', wake)
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', come)
      window.removeEventListener('online', wake)
      window.removeEventListener('pointerdown', wake)
    }
  }, [router])

  return null
}
