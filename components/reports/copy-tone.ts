import type { Tone } from '#components/ui/badge.tsx'

const tones: Readonly<Record<string, Tone>> = {
  STUB: 'paper-white',
  DRIVER: 'paper-blue',
  CUSTOMER: 'paper-red',
  ACCOUNTING: 'paper-yellow',
}

/** The colour of a copy's paper. */
export function copyTone(kind: string): Tone {
  return tones[kind] ?? 'neutral'
}
