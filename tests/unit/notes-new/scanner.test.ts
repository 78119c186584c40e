import { describe, expect, it } from 'vitest'
import { isBarcode, scanner } from '#components/notes-new/scanner.ts'

const BARCODE = '6901234567892'

/** Presses the keys one after another with this pause; answers what the last key made of it. */
function pressed(
  keys: readonly string[],
  pauseMs: number,
  text = '12',
  cellOf = (_at: number) => 'r1 remark',
) {
  const { press } = scanner()
  return keys.map((key, at) => press({ key, timeStamp: 1000 + at * pauseMs }, cellOf(at), text)).at(-1)
}

describe('the scanner', () => {
  it('R54 knows a burst of digits with Enter, and what stood in the cell before it', () => {
    expect(pressed([...BARCODE, 'Enter'], 8)).toEqual({ barcode: BARCODE, textBefore: '12' })
  })

  it('leaves what fingers type alone, however long the figure', () => {
    expect(pressed([...BARCODE, 'Enter'], 130)).toBeNull()
    expect(pressed([...BARCODE, 'Enter'], 80)).toBeNull()
  })

  it('leaves digits alone that are no barcode: wrong check digit, wrong length, another key between', () => {
    expect(pressed([...'6901234567893', 'Enter'], 8)).toBeNull()
    expect(pressed([...'690123', 'Enter'], 8)).toBeNull()
    expect(pressed([...'690123', 'x', ...'4567892', 'Enter'], 8)).toBeNull()
    expect(pressed([...BARCODE, 'Tab'], 8)).toBeNull()
  })

  it('does not join what was typed in two cells', () => {
    const cellOf = (at: number) => (at < 6 ? 'r1 quantity' : 'r2 product')
    expect(pressed([...BARCODE, 'Enter'], 8, '', cellOf)).toBeNull()
  })

  it('reads every length of GTIN', () => {
    for (const text of ['96385074', '036000291452', BARCODE, `0${BARCODE}`])
      expect(isBarcode(text)).toBe(true)
    expect(isBarcode('')).toBe(false)
  })
})
