import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NotePaper } from '#components/document/note-paper.tsx'
import { NoteSheets } from '#components/print/note-sheets.tsx'
import type { PaperForm } from '#lib/print/forms.ts'
import { paperForms } from '#lib/print/forms.ts'
import type { CopyKind, NoteSheet } from '#lib/print/note-sheet.ts'
import { en, sampleCopies, sampleLine, sampleSheet, zh } from './sample-sheet.ts'

const hrefs = {
  STUB: '?copy=STUB',
  DRIVER: '?copy=DRIVER',
  CUSTOMER: '?copy=CUSTOMER',
  ACCOUNTING: '?copy=A',
}
const pricelessDriver = sampleCopies().map((copy) =>
  copy.kind === 'DRIVER' ? { ...copy, showsPrices: false } : copy,
)

function printed(sheet: NoteSheet, form: PaperForm): string {
  return renderToStaticMarkup(<NoteSheets sheet={sheet} labels={zh} form={form} />)
}

/** The sheets of the print, each with the copies it is for. */
function sheetsOf(markup: string): { copies: string; text: string }[] {
  return markup
    .split('<article ')
    .slice(1)
    .map((part) => ({
      copies: /data-copies="([^"]+)"/.exec(part)?.[1] ?? '',
      text: part.split('</article>')[0] ?? '',
    }))
}

function paperOf(sheet: NoteSheet, shown: CopyKind): string {
  return renderToStaticMarkup(<NotePaper sheet={sheet} labels={zh} shown={shown} hrefs={hrefs} />)
}

/** Everything that would tell a price or an amount of the goods. */
function priceTraces(sheet: NoteSheet): string[] {
  const { goods, net, tax, gross, grossInWords } = sheet.totals
  const thousands = (decimal: string) => decimal.replace(/\B(?=(\d{3})+\.)/g, ',')
  return [
    '￥',
    zh.unitPrice,
    zh.amount,
    zh.taxRate,
    zh.gross,
    zh.net,
    grossInWords,
    ...[goods, net, tax, gross].map(thousands),
    ...sheet.lines.flatMap((line) => [line.unitPrice, thousands(line.amount)]),
  ]
}

test.each(paperForms)('R4 prints the eight fields on %s', (form) => {
  const text = printed(sampleSheet(3), form)
  for (const field of [
    '客户单位：示例烟酒行',
    '客户姓名：张三',
    '电话：138 0000 0000',
    '送货地址：示例省示例市东门街道示范路 18 号 3 栋 1 层',
    '示例酱香 53° 500ml',
    '2箱1瓶',
    '151.27',
    '￥1,966.51',
  ]) {
    expect(text).toContain(field)
  }
})

test('R2 a laser prints four sheets, each with its own name, colour and code', () => {
  const sheets = sheetsOf(printed(sampleSheet(3), 'A4'))
  expect(sheets.map((sheet) => sheet.copies)).toEqual(['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'])
  const names = ['存根联（白）', '司机联（蓝）', '客户联（红）', '会计联（黄）']
  names.forEach((name, index) => {
    expect(sheets[index]?.text).toContain(`<span class="note-sheet-tag">${name}</span>`)
  })
  const codes = sheets.map((sheet) => /<path d="([^"]+)"/.exec(sheet.text)?.[1])
  expect(new Set(codes).size).toBe(4)
})

test('R2 continuous forms print one sheet that lists the four copies', () => {
  const sheets = sheetsOf(printed(sampleSheet(3), 'W241_H140'))
  expect(sheets).toHaveLength(1)
  expect(sheets[0]?.text).toContain('①存根联（白） ②司机联（蓝） ③客户联（红） ④会计联（黄）')
})

test.each(paperForms)('the driver copy carries no price on %s when the account set says so', (form) => {
  const sheet = sampleSheet(30, { copies: pricelessDriver })
  const sheets = sheetsOf(printed(sheet, form))
  const driver = sheets.filter(({ copies }) => copies.includes('DRIVER'))
  expect(driver.length).toBeGreaterThan(0)
  for (const { text } of driver) {
    for (const trace of priceTraces(sheet)) expect(text).not.toContain(trace)
  }
  expect(sheets.some(({ text }) => text.includes(sheet.totals.grossInWords))).toBe(true)
})

test('the driver copy on the note page carries no price either', () => {
  const sheet = sampleSheet(5, { copies: pricelessDriver })
  const paper = paperOf(sheet, 'DRIVER')
  for (const trace of priceTraces(sheet)) expect(paper).not.toContain(trace)
  expect(paperOf(sheet, 'CUSTOMER')).toContain(sheet.totals.grossInWords)
})

test('R13 a void note prints its stamp on every copy and every page, with the number kept', () => {
  const sheet = sampleSheet(40, {
    voided: {
      stampedAt: '2026-11-23T07:30:00Z',
      reason: '客户单位写错',
      replacedByNumber: 'XH-202611-000124',
    },
  })
  for (const form of paperForms) {
    const sheets = sheetsOf(printed(sheet, form))
    for (const { text } of sheets) {
      expect(text).toContain('aria-label="作废 2026-11-23 15:30"')
      expect(text).toContain('XH-202611-000123')
    }
    const first = sheets[0]?.text.replace(/<[^>]+>/g, '')
    expect(first).toContain('作废 2026-11-23 15:30，原因：客户单位写错，单号 XH-202611-000123 保留')
    expect(first).toContain('XH-202611-000124')
  }
  for (const copy of sheet.copies) expect(paperOf(sheet, copy.kind)).toContain('作废 2026-11-23 15:30')
})

test('R13 a note that stands carries no stamp, and one that replaces another names it', () => {
  expect(printed(sampleSheet(3), 'A4')).not.toContain('作废')
  expect(printed(sampleSheet(3, { replacesNumber: 'XH-202611-000101' }), 'A4')).toContain(
    '替代作废单 XH-202611-000101',
  )
})

test('a first print says nothing of reprints, the third says 补打 twice', () => {
  expect(printed(sampleSheet(3), 'A4')).not.toContain('补打')
  const [stub, ...others] = sampleCopies()
  const copies = stub === undefined ? others : [{ ...stub, printCount: 3 }, ...others]
  const sheets = sheetsOf(printed(sampleSheet(3, { copies }), 'A4'))
  expect(sheets.map(({ text }) => text.includes('补打 第 2 次'))).toEqual([true, false, false, false])
})

test('R7 codes are written on the stub', () => {
  const lines = [sampleLine(1, { codes: ['69012345678901234501'] })]
  const sheets = sheetsOf(printed(sampleSheet(0, { lines }), 'A4'))
  expect(sheets.map(({ text }) => text.includes('抄码：69012345678901234501'))).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('R8 a signature prints its name, time and fragment, and relaxed signing says so', () => {
  const text = printed(sampleSheet(1, { hasRelaxedSignatures: true }), 'W241_H93')
  for (const part of ['制单：李四', '2026-11-23 09:12', '验签：9f2c41ab', '仓管：', zh.relaxedSignatures]) {
    expect(text).toContain(part)
  }
})

test('names with markup print as they are written and run nothing', () => {
  const lines = [sampleLine(1, { productName: '<img src=x onerror=alert(1)> & "酒"' })]
  const text = printed(sampleSheet(0, { lines }), 'A4')
  expect(text).not.toContain('<img')
  expect(text).toContain('&lt;img')
})

test('a signature picture that is neither PNG nor JPEG is not shown', () => {
  const withPicture = (dataUrl: string) =>
    printed(
      sampleSheet(1, {
        signatures: [
          {
            slot: 'CUSTOMER',
            signed: {
              name: '张三',
              at: '2026-11-23T06:05:00Z',
              verifyFragment: 'a1b2',
              stroke: { kind: 'image', dataUrl },
            },
          },
        ],
      }),
      'A4',
    )
  expect(withPicture('data:image/png;base64,iVBORw0KGgo=')).toContain('<img')
  expect(withPicture('data:image/svg+xml;base64,PHN2Zz4=')).not.toContain('<img')
  expect(withPicture('https://example.com/a.png')).not.toContain('<img')
})

test('the page is the form, with one weight of line and nothing filled or grey', () => {
  for (const form of paperForms) {
    const css = /<style>([^<]*)<\/style>/.exec(printed(sampleSheet(1), form))?.[1] ?? ''
    const print = css.split('@media screen')[0] ?? ''
    expect(print).toMatch(form === 'A4' ? /size: 210mm 297mm/ : /size: 241mm (279\.4|139\.7|93\.1)mm/)
    const colours = new Set(print.match(/#[0-9a-f]{3,6}\b/g))
    expect([...colours].sort()).toEqual(['#000', '#fff'])
  }
})

test('both languages name the same things', () => {
  const keys = (labels: object): string[] =>
    Object.entries(labels).flatMap(([key, value]) => (typeof value === 'object' ? keys(value) : [key]))
  expect(keys(en)).toEqual(keys(zh))
  expect(renderToStaticMarkup(<NoteSheets sheet={sampleSheet(2)} labels={en} form="A4" />)).toContain(
    'Page 1 of 1',
  )
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
]

test.each(HOSTILE)('A13 %s is text on paper and on the screen', (text) => {
  const sheet = sampleSheet(2, {
    lines: [sampleLine(1, { productName: text, remark: text })],
    specialInstructions: text,
  })
  for (const markup of [printed(sheet, 'A4'), paperOf(sheet, 'STUB')]) {
    expect(markup).not.toContain('<script>alert')
    expect(markup).not.toMatch(/<(img|svg)[^>]*on(error|load)=/)
    expect(markup).toContain('alert(1)')
  }
})
