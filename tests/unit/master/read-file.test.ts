import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { readCsv } from '#lib/domain/master-files/read-csv.ts'
import { readFile } from '#lib/domain/master-files/read-file.ts'
import { isModestZip } from '#lib/domain/master-files/zip-guard.ts'
import { writeFile } from '#lib/domain/master-files/write-file.ts'

const HEADINGS = '商品编码,客户编码,生效日期,单价,最低售价'

const csv = (text: string): Buffer => Buffer.from(text)

async function xlsx(rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('价格')
  for (const row of rows) sheet.addRow(row)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** A zip of one entry whose directory states any size one likes. */
function zipOf(content: Buffer, statedSize: number): Buffer {
  const packed = deflateRawSync(content)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(statedSize, 22)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(statedSize, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, entry, name, end])
}

test('a CSV is read in UTF-8 with or without its mark, in GB18030 and in UTF-16', async () => {
  const text = `${HEADINGS}\r\nYS001,,2026-12-01,1499,1420\r\n`
  const gb18030 = Buffer.from('c9ccc6b7b1e0c2eb2cb5a5bcdb0d0a5953303031', 'hex')
  const read = {
    columns: ['productCode', 'customerCode', 'validFrom', 'unitPrice', 'floorPrice'],
    rows: [['YS001', '', '2026-12-01', '1499', '1420']],
    unknownHeadings: [],
  }
  expect(await readFile('prices', csv(text))).toEqual(read)
  expect(await readFile('prices', csv(`\ufeff${text}`))).toEqual(read)
  expect(
    await readFile('prices', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])),
  ).toEqual(read)
  expect(await readFile('prices', Buffer.concat([gb18030, csv(',99')]))).toMatchObject({
    rows: [['YS001', '99']],
  })
})

test('headings are known in Chinese, in English and by key; strange ones are named and left out', async () => {
  expect(await readFile('prices', csv('Product code;Unit price;心情\nA1;9;好'))).toEqual({
    columns: ['productCode', 'unitPrice'],
    rows: [['A1', '9']],
    unknownHeadings: ['心情'],
  })
  expect(await readFile('prices', csv('productCode\tunitPrice\t单价\nA\t1\t2'))).toMatchObject({
    refuse: 'file.headingsDoubled',
  })
  expect(await readFile('prices', csv('单价\n1'))).toMatchObject({ refuse: 'file.headingsMissing' })
})

test('quotes, separators and line ends inside a cell belong to the cell', () => {
  expect(readCsv(csv('a,b\r\n"x,""y""\n z",2\r\n\r\n,\r\n'), 10)).toEqual({
    cells: [
      ['a', 'b'],
      ['x,"y"\n z', '2'],
    ],
  })
  expect(readCsv(csv('a,b\n"never closed,2'), 10)).toEqual({ refuse: 'file.quotes' })
  expect(readCsv(csv('a,b\n"x"y,2'), 10)).toEqual({ refuse: 'file.quotes' })
})

test('A14 formula-like text stays text, and an export is read in again as it was', async () => {
  const risky = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', "'=1", '普通', '含"引号",逗号']
  async function* batches(): AsyncGenerator<string[][]> {
    yield [risky]
  }
  const headings = risky.map((_, index) => `h${index}`)
  const text = await new Response(writeFile('csv', headings, batches())).text()
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  expect(readCsv(csv(text), 10)).toEqual({ cells: [headings, risky] })
  const bytes = Buffer.from(await new Response(writeFile('xlsx', headings, batches())).arrayBuffer())
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  expect(book.worksheets[0]?.getRow(2).getCell(1).type).toBe(ExcelJS.ValueType.String)
})

test('an XLSX cell is read as a person sees it; a formula gives its last result', async () => {
  const bytes = await xlsx([
    ['商品编码', '生效日期', '单价', '最低售价'],
    [6_901_234_567_892, new Date(Date.UTC(2026, 11, 1)), { formula: 'A1+1', result: 12.5 }, 0.1 + 0.2],
    ['=1+1', '2026-12-01', 1e21, { richText: [{ text: '1' }, { text: '2' }] }],
  ])
  expect(await readFile('prices', bytes)).toMatchObject({
    columns: ['productCode', 'validFrom', 'unitPrice', 'floorPrice'],
    rows: [
      ['6901234567892', '2026-12-01', '12.5', '0.3'],
      ['=1+1', '2026-12-01', '1000000000000000000000', '12'],
    ],
  })
})

test('A31 a zip that unpacks to more than it says, or to too much, is not read', async () => {
  const bomb = zipOf(Buffer.alloc(200 * 1024 * 1024), 1000)
  expect(bomb.length).toBeLessThan(1024 * 1024)
  expect(isModestZip(bomb, 96 * 1024 * 1024)).toBe(false)
  expect(await readFile('prices', bomb)).toEqual({ refuse: 'file.notASheet' })
  expect(isModestZip(zipOf(Buffer.from('<x/>'), 4), 1000)).toBe(true)
  for (const bytes of [
    csv('PK'),
    csv('PK\u0003\u0004 nothing'),
    zipOf(Buffer.from('<x/>'), 4).subarray(0, 60),
  ]) {
    expect(await readFile('prices', bytes)).toEqual({ refuse: 'file.notASheet' })
  }
})

test('A31 A35 too large, too many, empty, binary and old files are each told apart', async () => {
  expect(await readFile('prices', Buffer.alloc(0))).toEqual({ refuse: 'file.empty' })
  expect(await readFile('prices', Buffer.alloc(10 * 1024 * 1024 + 1, 65))).toEqual({
    refuse: 'file.tooLarge',
  })
  expect(await readFile('prices', csv(`${HEADINGS}\n${'a,b,c,d,e\n'.repeat(20_001)}`))).toEqual({
    refuse: 'file.tooManyRows',
  })
  expect(await readFile('prices', csv(`${HEADINGS}\n`))).toEqual({ refuse: 'file.empty' })
  expect(await readFile('prices', csv('a\u0000b'))).toEqual({ refuse: 'file.notText' })
  expect(await readFile('prices', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toEqual({ refuse: 'file.oldExcel' })
})
