import { drawingSVG, qrcode } from 'bwip-js/generic'

/** A QR code as one path of filled squares in a box of `size` by `size` units, without its quiet zone. */
export type QrCode = { size: number; path: string }

/**
 * The QR code of a text, error correction M, so that a crease or a pen stroke does not blind the scanner.
 * The quiet zone is the caller's: four modules of white on every side.
 */
export function qrCodeOf(text: string): QrCode {
  // A variable, because the library's types list only what all symbologies share.
  const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 }
  const svg = qrcode(options, drawingSVG())
  const size = /viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]
  const path = / d="([^"]+)"/.exec(svg)?.[1]
  if (size === undefined || path === undefined) throw new Error('The QR code was drawn in an unknown form')
  return { size: Number(size), path }
}
