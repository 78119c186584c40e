/** How a scan ended, as it is told by sound and vibration to someone who is not looking. */
export type ScanSignal = 'kept' | 'known' | 'refused'

const sounds: Record<ScanSignal, { hertz: readonly number[]; vibrationMs: readonly number[] }> = {
  kept: { hertz: [1320], vibrationMs: [40] },
  known: { hertz: [880, 880], vibrationMs: [40, 60, 40] },
  refused: { hertz: [220, 180], vibrationMs: [220, 80, 220] },
}

const toneSeconds = 0.09
const gapSeconds = 0.05
const loudness = 0.18

let context: AudioContext | undefined

/** Tells how a scan ended. Silent where the browser allows neither sound nor vibration. */
export function signalScan(signal: ScanSignal): void {
  const { hertz, vibrationMs } = sounds[signal]
  if ('vibrate' in navigator) navigator.vibrate([...vibrationMs])
  try {
    context ??= new AudioContext()
    hertz.forEach((pitch, index) => playTone(pitch, index * (toneSeconds + gapSeconds)))
  } catch {
    // No sound device: the colour and the vibration have told it.
  }
}

function playTone(hertz: number, afterSeconds: number): void {
  if (context === undefined) return
  const from = context.currentTime + afterSeconds
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.type = 'square'
  tone.frequency.value = hertz
  volume.gain.value = loudness
  tone.connect(volume).connect(context.destination)
  tone.start(from)
  tone.stop(from + toneSeconds)
}
