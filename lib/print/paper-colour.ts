function channelsOf(colourHex: string): number[] {
  return (colourHex.match(/[0-9a-f]{2}/gi) ?? []).map((channel) => Number.parseInt(channel, 16))
}

/**
 * The line that stands for a copy's paper, `#rrggbb`: its colour, darkened when the paper is pale so that the line is
 * seen on white, and black for white paper or a colour that cannot be read.
 */
export function frameColour(colourHex: string): string {
  const channels = channelsOf(colourHex)
  const brightest = Math.max(...channels)
  if (channels.length !== 3 || brightest - Math.min(...channels) < 0x0c) return '#000000'
  // Pulling all channels down by the palest one keeps the hue and drops the white in it.
  const white = Math.min(...channels) * 0.85
  const strength = 0xc0 / (brightest - white)
  const darker = channels.map((channel) => Math.min(channel, Math.round((channel - white) * strength)))
  return `#${darker.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
