import { describe, expect, it } from 'vitest'
import { loadCjkFont } from '#lib/print/cjk-font.ts'
import { type ListedSheet, renderListedPdf } from '#lib/print/listed-pdf.ts'

const sheet: ListedSheet = {
  accountSetName: '主账套',
  number: 'DD202611-00001',
  title: '与驾驶员对单',
  head: [['驾驶员 张三', 'DD202611-00001']],
  columns: [
    { title: '销货清单', share: 1 },
    { title: '现金', share: 1, align: 'right' },
  ],
  rows: Array.from({ length: 120 }, (_, at) => [`XH202611-${at}`, '86.40']),
  after: ['应交 ￥86.40'],
  pageOf: (page, pages) => `${page} / ${pages}`,
}

describe('R124 the printed sheet', () => {
  it('is the same bytes for the same sheet and moment, over as many pages as it needs', async () => {
    const options = { language: 'zh-CN', createdAt: new Date(0), font: await loadCjkFont() }
    const once = await renderListedPdf(sheet, options)
    const twice = await renderListedPdf(sheet, options)
    expect(Buffer.compare(once, twice)).toBe(0)
    const text = Buffer.from(once).toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text.match(/\/Type \/Page\b/g)?.length).toBe(3)
    const short = await renderListedPdf({ ...sheet, rows: [] }, options)
    expect(
      Buffer.from(short)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length,
    ).toBe(1)
  })
})
