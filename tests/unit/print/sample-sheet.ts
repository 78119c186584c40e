import chinese from '#lib/i18n/messages/zh-CN/print.json' with { type: 'json' }
import english from '#lib/i18n/messages/en/print.json' with { type: 'json' }
import type { NoteLabels } from '#lib/print/note-labels.ts'
import type { NoteSheet, SheetCopy, SheetLine } from '#lib/print/note-sheet.ts'

export const zh: NoteLabels = chinese.sheet
export const en: NoteLabels = english.sheet

const products = [
  ['示例酱香 53° 500ml', '500ml×6'],
  ['示例浓香十年陈酿纪念版礼盒装（双瓶配两只酒杯，附手提袋）', '500ml×2×4'],
  ['示例清香 42°', '475ml×12'],
  ['Example Reserve Cabernet Sauvignon 2019', '750ml×6'],
] as const

function money(fen: number): string {
  return (fen / 100).toFixed(2)
}

/** A line of 2 cases and some bottles, its figures derived from its number. */
export function sampleLine(lineNumber: number, changes: Partial<SheetLine> = {}): SheetLine {
  const [productName, specification] = products[(lineNumber - 1) % products.length] ?? products[0]
  const bottles = lineNumber % 6
  const units = 12 + bottles
  const priceFen = 14990 + lineNumber * 137
  return {
    lineNumber,
    productName,
    specification,
    quantityText: bottles === 0 ? '2箱' : `2箱${bottles}瓶`,
    baseQuantity: String(units),
    unit: '瓶',
    cases: '2',
    bottles: String(bottles),
    unitPrice: money(priceFen),
    discount: '0.00',
    amount: money(priceFen * units),
    taxRate: '13',
    isGift: false,
    remark: '',
    codes: [],
    ...changes,
  }
}

const colours = [
  ['STUB', '存根联', '白', '#ffffff'],
  ['DRIVER', '司机联', '蓝', '#3a78bf'],
  ['CUSTOMER', '客户联', '红', '#c05b74'],
  ['ACCOUNTING', '会计联', '黄', '#b99a1c'],
] as const

export function sampleCopies(changes: Partial<SheetCopy> = {}): SheetCopy[] {
  return colours.map(([kind, title, colourName, colourHex]) => ({
    kind,
    title,
    colourName,
    colourHex,
    showsPrices: true,
    showsCodes: kind === 'STUB',
    qrPayload: `https://desk.example.com/c/7k2m9x4q${kind.toLowerCase()}`,
    printCount: 1,
    ...changes,
  }))
}

export function sum(amounts: readonly string[]): string {
  return money(amounts.reduce((fen, amount) => fen + Math.round(Number(amount) * 100), 0))
}

/** A plainly fictional note with the given number of lines. */
export function sampleSheet(lineCount: number, changes: Partial<NoteSheet> = {}): NoteSheet {
  const lines = changes.lines ?? Array.from({ length: lineCount }, (_, index) => sampleLine(index + 1))
  const goods = sum(lines.map((line) => line.amount))
  return {
    accountSet: { name: '主账套', title: '示例酒业有限公司 销货清单' },
    number: 'XH-202611-000123',
    businessDate: '2026-11-23',
    customer: {
      unitName: '示例烟酒行',
      contactName: '张三',
      phone: '138 0000 0000',
      deliveryAddress: '示例省示例市东门街道示范路 18 号 3 栋 1 层',
    },
    channel: 'DIRECT',
    settlementMethod: 'CASH',
    freightAgent: null,
    advancedFreight: null,
    isUrgent: false,
    specialInstructions: '',
    lines,
    totals: {
      cases: String(lines.length * 2),
      bottles: String(lines.reduce((bottles, line) => bottles + Number(line.bottles), 0)),
      goods,
      discount: '0.00',
      roundingOff: '0.00',
      net: '11504.42',
      tax: '1495.58',
      gross: goods,
      grossInWords: '人民币壹万叁仟元整',
    },
    signatures: [
      {
        slot: 'PREPARER',
        signed: { name: '李四', at: '2026-11-23T01:12:00Z', verifyFragment: '9f2c41ab', stroke: null },
      },
      { slot: 'KEEPER', signed: null },
      { slot: 'HANDLER', signed: null },
      { slot: 'CUSTOMER', signed: null },
    ],
    hasRelaxedSignatures: false,
    voided: null,
    replacesNumber: null,
    copies: sampleCopies(),
    qrPayload: 'https://desk.example.com/n/7k2m9x4q',
    contentHashShort: '4be19c20d7',
    ...changes,
  }
}
