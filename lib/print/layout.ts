/** The height left for lines, in mm, on a page that is the only, the first, a middle or the last one. */
export type PageRoom = { onlyMm: number; firstMm: number; middleMm: number; lastMm: number }

/** The tallest piece that fits every kind of page; taller lines are cut into pieces of at most this height. */
export function tallestPieceMm(room: PageRoom): number {
  return Math.min(room.onlyMm, room.firstMm, room.middleMm, room.lastMm)
}

// Heights are sums of tenths of millimetres; a difference this small is arithmetic, not paper.
const toleranceMm = 0.001

/**
 * Puts pieces of the given heights (mm) on pages, in order, each piece whole and exactly once. The answer holds, for
 * each page, the index after its last piece. The last page carries the totals and signatures, so it always keeps at
 * least one piece: totals never stand alone. No piece may be taller than `tallestPieceMm`; that throws.
 */
export function paginate(heightsMm: readonly number[], room: PageRoom): number[] {
  const tallest = Math.max(0, ...heightsMm)
  if (tallest > tallestPieceMm(room) + toleranceMm) {
    throw new Error(`A piece of ${tallest} mm does not fit a page with ${tallestPieceMm(room)} mm to give`)
  }
  let restMm = heightsMm.reduce((sum, height) => sum + height, 0)
  if (restMm <= room.onlyMm + toleranceMm) return [heightsMm.length]

  const ends: number[] = []
  let next = 0
  while (ends.length === 0 || restMm > room.lastMm + toleranceMm) {
    let leftMm = ends.length === 0 ? room.firstMm : room.middleMm
    while (next < heightsMm.length - 1) {
      const height = heightsMm[next] ?? 0
      if (height > leftMm + toleranceMm) break
      leftMm -= height
      restMm -= height
      next += 1
    }
    ends.push(next)
  }
  return [...ends, heightsMm.length]
}
