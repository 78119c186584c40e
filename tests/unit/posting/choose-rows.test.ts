import { describe, expect, it } from 'vitest'
import { allOrNone, placeAfter, stillThere, toggled } from '#components/posting/choose-rows.ts'
import { sumYuan } from '#components/posting/sum-yuan.ts'

const ROWS = [
  { key: 'a', isOpen: true },
  { key: 'b', isOpen: false },
  { key: 'c', isOpen: true },
]
const NONE = { chosen: new Set<string>(), at: 0 }

describe('choosing rows by keys', () => {
  it('A chooses all that can be posted, and pressed again none', () => {
    const all = allOrNone(NONE, ROWS)
    expect([...all.chosen]).toEqual(['a', 'c'])
    expect([...allOrNone(all, ROWS).chosen]).toEqual([])
    expect([...allOrNone(toggled(NONE, 'a'), ROWS).chosen]).toEqual(['a', 'c'])
  })

  it('Space puts a row in and out, also one that will be refused', () => {
    const chosen = toggled(NONE, 'b')
    expect([...chosen.chosen]).toEqual(['b'])
    expect([...toggled(chosen, 'b').chosen]).toEqual([])
  })

  it('forgets rows that are gone after posting, and stays within the table', () => {
    const before = { chosen: new Set(['a', 'gone']), at: 9 }
    expect(stillThere(before, ROWS)).toEqual({ chosen: new Set(['a']), at: 2 })
    expect(stillThere(before, [])).toEqual({ chosen: new Set(), at: 0 })
  })

  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 0, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['x', 1, null],
  ])('%s from row %i leads to %s', (key, at, target) => {
    expect(placeAfter(key, at, 3)).toBe(target)
    expect(placeAfter(key, at, 0)).toBeNull()
  })

  it('sums figures exactly', () => {
    expect(sumYuan(['0.10', '0.20', '-0.05'])).toBe('0.25')
    expect(sumYuan([])).toBe('0.00')
    expect(sumYuan(Array.from({ length: 100 }, () => '9999999999.99'))).toBe('999999999999.00')
  })
})
