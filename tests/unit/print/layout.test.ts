import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paginate, tallestPieceMm, type PageRoom } from '#lib/print/layout.ts'

const room = fc
  .tuple(fc.integer({ min: 5, max: 40 }), fc.nat(30), fc.nat(30), fc.nat(40))
  .map(([lastMm, only, first, middle]): PageRoom => ({
    onlyMm: lastMm + only,
    firstMm: lastMm + only + first,
    middleMm: lastMm + middle,
    lastMm,
  }))

const task = room.chain((pageRoom) =>
  fc.tuple(
    fc.constant(pageRoom),
    fc.array(fc.integer({ min: 1, max: tallestPieceMm(pageRoom) }), { minLength: 1, maxLength: 1000 }),
  ),
)

function heightOf(heights: readonly number[]): number {
  return heights.reduce((sum, height) => sum + height, 0)
}

test('no piece is lost, none stands twice, and the order is kept', () => {
  fc.assert(
    fc.property(task, ([pageRoom, heights]) => {
      const ends = paginate(heights, pageRoom)
      expect(ends.at(-1)).toBe(heights.length)
      expect(ends.every((end, page) => end > (ends[page - 1] ?? 0))).toBe(true)
    }),
  )
})

test('every page holds what stands on it, and the totals never stand alone', () => {
  fc.assert(
    fc.property(task, ([pageRoom, heights]) => {
      const ends = paginate(heights, pageRoom)
      const pages = ends.map((end, page) => heights.slice(ends[page - 1] ?? 0, end))
      pages.forEach((placed, page) => {
        const isFirst = page === 0
        const isLast = page === pages.length - 1
        const room = isLast
          ? isFirst
            ? pageRoom.onlyMm
            : pageRoom.lastMm
          : isFirst
            ? pageRoom.firstMm
            : pageRoom.middleMm
        expect(placed.length).toBeGreaterThan(0)
        expect(heightOf(placed)).toBeLessThanOrEqual(room)
      })
    }),
  )
})

test('lines that would fill the page but for the totals leave one line to go with them', () => {
  const pageRoom = { onlyMm: 20, firstMm: 30, middleMm: 30, lastMm: 20 }
  expect(paginate([10, 10], pageRoom)).toEqual([2])
  expect(paginate([10, 10, 10], pageRoom)).toEqual([2, 3])
})

test('a piece higher than any page is refused rather than cut', () => {
  expect(() => paginate([21], { onlyMm: 20, firstMm: 30, middleMm: 30, lastMm: 20 })).toThrow('does not fit')
})
