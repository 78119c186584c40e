'use client'

import { useEffect } from 'react'

/**
 * Brings the desk's own Chinese typeface after the page stands. Systems that have one never fetch its glyphs;
 * the others draw with what they have until it comes, so the first paint waits for nothing.
 */
export function CjkFace() {
  useEffect(() => {
    void import('@fontsource-variable/noto-sans-sc/index.css')
  }, [])
  return null
}
