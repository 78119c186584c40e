import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { loadCjkFont } from '#lib/print/cjk-font.ts'
import type { PaperForm, PrintMode } from '#lib/print/forms.ts'
import { renderNotePdf } from '#lib/print/note-pdf.ts'
import type { NoteSheet } from '#lib/print/note-sheet.ts'
import { sampleCopies, sampleSheet, zh } from './sample-sheet.ts'

const createdAt = new Date('2026-11-23T01:00:00Z')

async function pdfOf(sheet: NoteSheet, form: PaperForm, mode: PrintMode): Promise<Buffer> {
  const font = await loadCjkFont()
  return Buffer.from(await renderNotePdf(sheet, zh, { form, mode, language: 'zh-CN', createdAt, font }))
}

/** The streams of a PDF, inflated: page drawings, and the map from glyphs back to characters. */
function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = []
  let from = 0
  for (;;) {
    const start = pdf.indexOf('stream\n', from)
    if (start === -1) return streams
    const end = pdf.indexOf('endstream', start)
    const body = pdf.subarray(start + 'stream\n'.length, end)
    streams.push(body[0] === 0x78 ? inflateSync(body).toString('latin1') : body.toString('latin1'))
    from = end + 'endstream'.length
  }
}

/** The characters that a reader can select, by the document's own ToUnicode map. */
function selectable(pdf: Buffer): string {
  const map = streamsOf(pdf).find((stream) => stream.includes('beginbfrange')) ?? ''
  const codes = [...map.matchAll(/<([0-9a-f]{4,8})>/g)].map((match) => match[1] ?? '')
  return codes.map((code) => Buffer.from(code, 'hex').swap16().toString('utf16le')).join('')
}

test('R126 the same note at the same moment gives the same bytes', async () => {
  const first = await pdfOf(sampleSheet(12), 'A4', 'LASER')
  const second = await pdfOf(sampleSheet(12), 'A4', 'LASER')
  expect(first.equals(second)).toBe(true)
  const other = await pdfOf(sampleSheet(12, { number: 'XH-202611-000999' }), 'A4', 'LASER')
  expect(first.equals(other)).toBe(false)
})

test('a PDF has the pages and the paper of its form', async () => {
  const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length
  const laser = await pdfOf(sampleSheet(3), 'A4', 'LASER')
  expect(pageCount(laser)).toBe(4)
  const impact = await pdfOf(sampleSheet(3), 'W241_H93', 'IMPACT')
  expect(pageCount(impact)).toBe(1)
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(impact.toString('latin1')) ?? []
  expect((Number(width) / 72) * 25.4).toBeCloseTo(241, 1)
  expect((Number(height) / 72) * 25.4).toBeCloseTo(93.1, 1)
})

test('a PDF embeds one subset of the Chinese face and its text can be selected', async () => {
  const pdf = await pdfOf(sampleSheet(60), 'W241_H140', 'IMPACT')
  const source = pdf.toString('latin1')
  expect([...new Set(source.match(/\/FontName \/\S+/g))]).toHaveLength(1)
  expect(source).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/)
  expect(pdf.length).toBeLessThan(100_000)
  const characters = selectable(pdf)
  for (const character of '销货清单示例烟酒行￥合计过次页') expect(characters).toContain(character)
})

test('a priceless copy has no price in the PDF', async () => {
  const priceless = sampleCopies({ showsPrices: false })
  const pdf = await pdfOf(sampleSheet(5, { copies: priceless }), 'A4', 'LASER')
  expect(selectable(pdf)).not.toContain('￥')
  expect(selectable(await pdfOf(sampleSheet(5), 'A4', 'LASER'))).toContain('￥')
})

test('R13 the stamp of a void note is on every page of the PDF', async () => {
  const voided = { stampedAt: '2026-11-23T07:30:00Z', reason: '客户单位写错', replacedByNumber: null }
  const drawings = (pdf: Buffer) => streamsOf(pdf).filter((stream) => stream.includes('BT'))
  const red = /0\.78\d* 0\.06\d* 0\.18\d* (?:rg|scn|SCN|RG)/
  const stamped = drawings(await pdfOf(sampleSheet(40, { voided }), 'A4', 'LASER'))
  expect(stamped.length).toBeGreaterThan(4)
  expect(stamped.every((drawing) => red.test(drawing))).toBe(true)
  const standing = drawings(await pdfOf(sampleSheet(40), 'A4', 'LASER'))
  expect(standing.some((drawing) => red.test(drawing))).toBe(false)
})
