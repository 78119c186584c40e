import { expect, test } from 'vitest'
import { formatInstant, formatShortDate, formatTimeOfDay } from '#lib/i18n/format.ts'

test('an instant is told on the clock of Asia/Shanghai, whatever the machine says', () => {
  expect(formatInstant('2026-11-22T16:00:00Z')).toBe('2026-11-23 00:00')
  expect(formatInstant('2026-11-23T06:05:59.999Z')).toBe('2026-11-23 14:05')
  expect(formatTimeOfDay('2026-11-22T15:59:59Z')).toBe('23:59')
})

test('a business date in a column keeps month and day', () => {
  expect(formatShortDate('2026-11-02')).toBe('11-02')
})
