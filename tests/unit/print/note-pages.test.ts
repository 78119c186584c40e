import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDecimals } from '#lib/print/decimal-text.ts'
import { countRows } from '#lib/print/fields.ts'
import {
  contentBox,
  formGeometry,
  paperForms,
  perforationClearanceMm,
  smallestFontPt,
  usualMode,
} from '#lib/print/forms.ts'
import { blockGapMm, pageNote, type NotePage } from '#lib/print/note-pages.ts'
import { qrSideMm } from '#lib/print/sheet-heading.ts'
import type { SheetLine } from '#lib/print/note-sheet.ts'
import { en, sampleCopies, sampleLine, sampleSheet, zh } from './sample-sheet.ts'

const someLine = (lineNumber: number) =>
  fc
    .record({
      productName: fc.string({
        unit: fc.constantFrom('酒', '礼', 'A', ' ', '5'),
        minLength: 1,
        maxLength: 90,
      }),
      remark: fc.string({ unit: fc.constantFrom('急', '批'), maxLength: 40 }),
      codes: fc.array(fc.constant('69012345678901234501'), { maxLength: 24 }),
      isGift: fc.boolean(),
    })
    .map((changes): SheetLine => sampleLine(lineNumber, changes))

const someLines = fc
  .integer({ min: 1, max: 120 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => someLine(index + 1))))

function heightOf(page: NotePage, rowMm: number): number {
  const tableRows = page.rows.reduce((rows, row) => rows + row.rowCount, 0)
  const sums = page.carriedIn === null ? 1 : 2
  return (
    page.heading.heightMm +
    blockGapMm +
    (1 + sums + tableRows) * rowMm +
    blockGapMm +
    (page.closing?.heightMm ?? 0) +
    page.legend.rowCount * rowMm
  )
}

test.each(paperForms)(
  '%s prints nothing nearer than 5 mm to a perforation and nothing under 10 pt',
  (form) => {
    const geometry = formGeometry[form]
    const box = contentBox(geometry)
    for (const perforation of geometry.perforationsMm) {
      const clearance = Math.min(
        Math.abs(box.xMm - perforation),
        Math.abs(box.xMm + box.widthMm - perforation),
      )
      expect(clearance).toBeGreaterThanOrEqual(perforationClearanceMm)
    }
    expect(box.yMm).toBeGreaterThanOrEqual(perforationClearanceMm)
    expect(geometry.heightMm - box.yMm - box.heightMm).toBeGreaterThanOrEqual(perforationClearanceMm)
    expect(geometry.fontPt).toBeGreaterThanOrEqual(smallestFontPt)
    expect(qrSideMm).toBeGreaterThanOrEqual(18)
  },
)

test.each(paperForms)(
  '%s carries every line and every code once, in order, on pages that hold them',
  (form) => {
    fc.assert(
      fc.property(someLines, fc.boolean(), (lines, isVoid) => {
        const voided = isVoid
          ? { stampedAt: '2026-11-23T07:30:00Z', reason: '客户单位写错'.repeat(9), replacedByNumber: null }
          : null
        const sheet = sampleSheet(0, { lines, voided, specialInstructions: '轻放，走后门。'.repeat(20) })
        const { runs, geometry } = pageNote(sheet, zh, form, usualMode(form))
        for (const { pages, columns, run } of runs) {
          const rows = pages.flatMap((page) => page.rows)
          const started = rows.flatMap((row) => (row.kind === 'line' && row.isStart ? [row.lineNumber] : []))
          expect(started).toEqual(lines.map((line) => line.lineNumber))
          const printed = rows.map((row) => (row.kind === 'text' ? row.lines.join('') : '')).join('')
          const codes = printed.match(/69012345678901234501/g)?.length ?? 0
          expect(codes).toBe(run.showsCodes ? lines.reduce((sum, line) => sum + line.codes.length, 0) : 0)
          for (const page of pages) {
            expect(heightOf(page, geometry.rowMm)).toBeLessThanOrEqual(contentBox(geometry).heightMm)
            expect(page.rows.length).toBeGreaterThan(0)
            expect(page.pageCount).toBe(pages.length)
          }
          const tableMm = columns.reduce((sum, column) => sum + column.widthMm, 0)
          expect(tableMm).toBeCloseTo(contentBox(geometry).widthMm, 3)
        }
      }),
      { numRuns: 12 },
    )
  },
)

test('1 to 1000 lines: what is carried to the next page is what was carried in plus what stands between', () => {
  for (const count of [1, 2, 7, 8, 60, 1000]) {
    const sheet = sampleSheet(count)
    const [paged] = pageNote(sheet, zh, 'W241_H93', 'IMPACT').runs
    const pages = paged?.pages ?? []
    const amounts = new Map(sheet.lines.map((line) => [line.lineNumber, line.amount]))
    let carried = '0.00'
    pages.forEach((page, index) => {
      const isLast = index === pages.length - 1
      expect(page.carriedIn?.label ?? null).toBe(index === 0 ? null : '承前页')
      expect(page.carriedIn?.amount ?? '￥0.00').toBe(`￥${grouped(carried)}`)
      for (const row of page.rows) {
        if (row.kind === 'line' && row.isStart) {
          carried = addDecimals(carried, amounts.get(row.lineNumber) ?? '0')
        }
      }
      expect(page.sum.label).toBe(isLast ? '合计' : '过次页')
      expect(page.sum.amount).toBe(`￥${grouped(carried)}`)
      expect(page.closing === null).toBe(!isLast)
    })
    expect(carried).toBe(sheet.totals.goods)
  }
})

function grouped(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+\.)/g, ',')
}

test.each(paperForms)('%s holds its pages for every number of lines up to 130', (form) => {
  for (let count = 1; count <= 130; count += 1) {
    const { runs, geometry } = pageNote(sampleSheet(count), zh, form, 'IMPACT')
    for (const page of runs.flatMap((run) => run.pages)) {
      expect(heightOf(page, geometry.rowMm)).toBeLessThanOrEqual(contentBox(geometry).heightMm)
    }
  }
})

test('a product name of two rows takes two rows', () => {
  const line = sampleLine(1, { productName: '示例十年陈酿纪念版礼盒装'.repeat(4) })
  const [paged] = pageNote(sampleSheet(0, { lines: [line] }), zh, 'A4', 'LASER').runs
  const [row] = paged?.pages[0]?.rows ?? []
  expect(row?.rowCount).toBeGreaterThan(1)
  expect(row?.kind === 'line' ? row.cells.productName?.join('') : '').toBe(line.productName)
})

test.each(paperForms)('%s takes the longest texts a note may hold, in both languages', (form) => {
  const signed = {
    name: '示例长名字的签字人员',
    at: '2026-11-23T06:05:00Z',
    verifyFragment: 'a1b2c3d4',
    stroke: { kind: 'path', path: 'M0 0 L9 9', width: 200, height: 60 },
  } as const
  const sheet = sampleSheet(3, {
    customer: {
      unitName: '示'.repeat(60),
      contactName: '例'.repeat(20),
      phone: '0871-00000000-0000',
      deliveryAddress: '示例路'.repeat(66),
    },
    freightAgent: { name: '托运'.repeat(20), phone: '0871-0000000' },
    advancedFreight: '9999999999.99',
    specialInstructions: '轻放'.repeat(250),
    replacesNumber: 'XH-202611-000101',
    hasRelaxedSignatures: true,
    voided: {
      stampedAt: '2026-11-23T07:30:00Z',
      reason: '写错'.repeat(250),
      replacedByNumber: 'XH-202611-9',
    },
    signatures: (['PREPARER', 'KEEPER', 'HANDLER', 'SALESPERSON', 'CUSTOMER'] as const).map((slot) => ({
      slot,
      signed,
    })),
  })
  for (const labels of [zh, en]) {
    const { runs, geometry } = pageNote(sheet, labels, form, 'LASER')
    expect(runs).toHaveLength(4)
    for (const page of runs.flatMap((run) => run.pages)) {
      expect(heightOf(page, geometry.rowMm)).toBeLessThanOrEqual(contentBox(geometry).heightMm)
    }
    const [first] = runs
    const heading = first?.pages[0]?.heading.rows ?? []
    const texts = [
      ...heading.flatMap((row) => row.cells.flatMap((cell) => cell.lines)),
      ...(first?.pages ?? []).flatMap((page) =>
        page.rows.flatMap((row) => (row.kind === 'text' ? row.lines : [])),
      ),
    ].join('')
    expect(countRows(heading)).toBeGreaterThan(2)
    expect(texts.match(/轻/g)).toHaveLength(250)
    expect(texts.match(/写/g)).toHaveLength(250)
    expect(texts.match(/路/g)).toHaveLength(66)
  }
})

test('impact printing strikes all plies at once, but never a priceless one with the others', () => {
  const together = pageNote(sampleSheet(3), zh, 'W241_H140', 'IMPACT').runs
  expect(together.map((paged) => paged.run.copies.length)).toEqual([4])
  const copies = sampleCopies().map((copy) =>
    copy.kind === 'DRIVER' ? { ...copy, showsPrices: false } : copy,
  )
  const apart = pageNote(sampleSheet(3, { copies }), zh, 'W241_H140', 'IMPACT').runs
  expect(apart.map((paged) => paged.run.copies.map((copy) => copy.kind))).toEqual([
    ['STUB', 'CUSTOMER', 'ACCOUNTING'],
    ['DRIVER'],
  ])
})

test('the total of a note says cases or bottles alone when there is nothing of the other', () => {
  const words = (cases: string, bottles: string): string => {
    const sheet = sampleSheet(1)
    const totals = { ...sheet.totals, cases, bottles }
    const [paged] = pageNote({ ...sheet, totals }, zh, 'A4', usualMode('A4')).runs
    return paged?.pages[0]?.sum?.quantity ?? ''
  }
  expect(words('12', '0')).toBe('12箱')
  expect(words('0', '3')).toBe('3瓶')
  expect(words('12', '3')).toBe('12箱3瓶')
})
