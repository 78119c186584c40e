import ExcelJS from 'exceljs'
import type { Reader } from '#lib/db/client.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { divideRounded, formatFenPlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'

/*
 * The file by which the tax platform takes many invoices at once: one sheet of heads, one of lines, joined by the running
 * number; amounts without tax.
 */

const HEADS = [
  ...[
    '发票流水号',
    '发票类型',
    '特定业务类型',
    '是否含税',
    '受票方自然人标识',
    '购买方名称',
    '购买方纳税人识别号',
  ],
  ...['购买方地址', '购买方电话', '购买方开户银行', '购买方银行账号', '备注'],
]
const LINES = [
  ...[
    '发票流水号',
    '项目名称',
    '商品和服务税收编码',
    '规格型号',
    '单位',
    '数量',
    '单价',
    '金额',
    '税率',
    '折扣金额',
  ],
]
const KIND_NAMES: Readonly<Record<string, string>> = { SPECIAL: '增值税专用发票', ORDINARY: '普通发票' }
const MOST = 500

type Reviewed = {
  number: string
  kind: string
  buyerName: string
  buyerTaxNumber: string
  buyerAddress: string
  buyerBank: string
  remark: string
  lines: {
    productName: string
    specification: string
    unit: string
    qtyE3: string
    netFen: string
    taxRateBp: number
  }[]
}

/** The account set's reviewed requests that are not issued yet, red ones left out: the platform makes those from the blue one. */
export async function readReviewed(reader: Reader, accountSetId: number): Promise<Reviewed[]> {
  return reader.$queryRaw<Reviewed[]>`
    SELECT p.number, i.kind, i.buyer_name AS "buyerName", i.buyer_tax_number AS "buyerTaxNumber", i.buyer_address AS "buyerAddress",
      i.buyer_bank AS "buyerBank", i.remark,
      (SELECT jsonb_agg(jsonb_build_object('productName', l.product_name, 'specification', l.specification, 'unit', l.unit,
         'qtyE3', l.qty_e3::text, 'netFen', l.net_fen::text, 'taxRateBp', l.tax_rate_bp) ORDER BY l.line_no)
       FROM invoice_line l WHERE l.account_set_id = i.account_set_id AND l.paper_id = i.paper_id) AS lines
    FROM invoice i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
    WHERE i.account_set_id = ${accountSetId}::int AND i.status = 'REVIEWED' AND i.source_paper_id IS NULL
    ORDER BY i.paper_id LIMIT ${MOST}`
}

/** Writes the platform's workbook; every cell is text or a figure, never a formula (A14). */
export async function platformFile(invoices: readonly Reviewed[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const heads = book.addWorksheet('1-发票基本信息')
  const lines = book.addWorksheet('2-发票明细信息')
  heads.addRow(HEADS)
  lines.addRow(LINES)
  for (const invoice of invoices) {
    const { number, kind, buyerName, buyerTaxNumber, buyerAddress, buyerBank, remark } = invoice
    const isPrivate = buyerTaxNumber === '' ? '是' : '否'
    heads.addRow([
      ...[number, KIND_NAMES[kind] ?? kind, '', '否', isPrivate, buyerName, buyerTaxNumber],
      ...[buyerAddress, '', buyerBank, '', remark],
    ])
    for (const line of invoice.lines) {
      const [qtyE3, netFen] = [BigInt(line.qtyE3), BigInt(line.netFen)]
      lines.addRow([
        ...[number, line.productName, '', line.specification, line.unit, formatQtyPlain(qtyE3)],
        ...[
          unitPrice(netFen, qtyE3),
          formatFenPlain(netFen),
          formatDecimal(BigInt(line.taxRateBp), 4, 2),
          '',
        ],
      ])
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Yuan a unit with eight decimals, from fen and thousandths. */
function unitPrice(netFen: bigint, qtyE3: bigint): string {
  return formatDecimal(divideRounded(netFen * 1_000_000_000n, qtyE3), 8, 2)
}
