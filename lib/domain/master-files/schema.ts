import { z } from 'zod'
import type { Permission } from '#lib/auth/permissions.ts'
import { looseTextField } from '#lib/kernel/fields.ts'

/** What can be brought in by file. */
export const FILE_KINDS = ['customers', 'suppliers', 'products', 'prices', 'stock'] as const
/** What can be taken out by file. */
export const EXPORT_LISTS = ['customers', 'products', 'prices'] as const
export const FILE_FORMATS = ['csv', 'xlsx'] as const

export type FileKind = (typeof FILE_KINDS)[number]
export type ExportList = (typeof EXPORT_LISTS)[number]
export type FileFormat = (typeof FILE_FORMATS)[number]

/** What a person needs, beside bringing in files at all, to bring in each. */
export const FILE_PERMISSIONS: Readonly<Record<FileKind, Permission>> = {
  customers: 'customer.write',
  suppliers: 'supplier.write',
  products: 'product.write',
  prices: 'price.write',
  stock: 'stock.open',
}

export const MOST_ROWS = 20_000
export const MOST_BYTES = 10 * 1024 * 1024
const LONGEST_CELL = 500

/** A column of a file: its key, and its heading in both languages. */
export type FileColumn = { key: string; zh: string; en: string; isRequired?: boolean }

const code: FileColumn = { key: 'code', zh: '编码', en: 'Code', isRequired: true }
const productCode: FileColumn = { key: 'productCode', zh: '商品编码', en: 'Product code', isRequired: true }

/** The columns of each file in their order; headings are read in either language, or by key. */
export const FILE_COLUMNS: Readonly<Record<FileKind, readonly FileColumn[]>> = {
  customers: [
    code,
    { key: 'name', zh: '单位名称', en: 'Name', isRequired: true },
    { key: 'contactName', zh: '联系人', en: 'Contact', isRequired: true },
    { key: 'phone', zh: '电话', en: 'Phone', isRequired: true },
    { key: 'channel', zh: '渠道', en: 'Channel', isRequired: true },
    { key: 'settlementMethod', zh: '结算方式', en: 'Settlement', isRequired: true },
    { key: 'maxOpenNotes', zh: '压单张数', en: 'Held notes' },
    { key: 'rollingCeiling', zh: '滚单上限', en: 'Rolling ceiling' },
    { key: 'cutoffDay', zh: '截账日', en: 'Cut-off day' },
    { key: 'priceMode', zh: '价格含税', en: 'Price mode' },
    { key: 'creditLimit', zh: '信用额度', en: 'Credit limit' },
    { key: 'creditDays', zh: '账期天数', en: 'Credit days' },
    { key: 'licenceNumber', zh: '许可证号', en: 'Licence number' },
    { key: 'licenceValidUntil', zh: '许可证有效期', en: 'Licence valid until' },
    { key: 'address', zh: '送货地址', en: 'Delivery address', isRequired: true },
    { key: 'freightAgent', zh: '托运部', en: 'Freight agent' },
    { key: 'freightPhone', zh: '托运部电话', en: 'Freight phone' },
  ],
  suppliers: [
    code,
    { key: 'name', zh: '单位名称', en: 'Name', isRequired: true },
    { key: 'contactName', zh: '联系人', en: 'Contact' },
    { key: 'phone', zh: '电话', en: 'Phone' },
    { key: 'address', zh: '地址', en: 'Address' },
    { key: 'taxNumber', zh: '税号', en: 'Tax number' },
    { key: 'creditDays', zh: '账期天数', en: 'Credit days' },
    { key: 'priceMode', zh: '价格含税', en: 'Price mode' },
  ],
  products: [
    code,
    { key: 'name', zh: '品名', en: 'Name', isRequired: true },
    { key: 'specification', zh: '规格', en: 'Specification' },
    { key: 'baseUnit', zh: '基本单位', en: 'Base unit', isRequired: true },
    { key: 'baseGtin', zh: '条码', en: 'Barcode' },
    { key: 'caseUnit', zh: '大单位', en: 'Case unit' },
    { key: 'caseSize', zh: '换算率', en: 'Units per case' },
    { key: 'caseGtin', zh: '大单位条码', en: 'Case barcode' },
    { key: 'taxClass', zh: '税类', en: 'Tax class' },
    { key: 'codeKinds', zh: '抄码种类', en: 'Code kinds' },
    { key: 'shelfLifeDays', zh: '保质期天数', en: 'Shelf life in days' },
    { key: 'reorderPoint', zh: '补货点', en: 'Reorder point' },
  ],
  prices: [
    productCode,
    { key: 'customerCode', zh: '客户编码', en: 'Customer code' },
    { key: 'validFrom', zh: '生效日期', en: 'Valid from' },
    { key: 'unitPrice', zh: '单价', en: 'Unit price', isRequired: true },
    { key: 'floorPrice', zh: '最低售价', en: 'Floor price' },
  ],
  stock: [
    { key: 'warehouse', zh: '仓库', en: 'Warehouse', isRequired: true },
    productCode,
    { key: 'quantity', zh: '数量', en: 'Quantity', isRequired: true },
    { key: 'value', zh: '金额', en: 'Value', isRequired: true },
  ],
}

/** What a confirmed file sends: the same cells that were shown, which the server reads again. */
export const fileInput = z.strictObject({
  fileName: looseTextField(200),
  /** For suppliers, prices and stock; customers go where their channel is kept, products belong to all. */
  accountSetId: z.int('notAnId').min(0, 'notAnId').max(32_767, 'notAnId'),
  columns: z.array(z.string('text').max(40, 'tooLong')).min(1, 'empty').max(40, 'tooMany'),
  rows: z
    .array(z.array(z.string('text').max(LONGEST_CELL, 'tooLong')).max(40, 'tooMany'))
    .min(1, 'empty')
    .max(MOST_ROWS, 'tooMany'),
})

export const exportInput = z.strictObject({
  list: z.enum(EXPORT_LISTS),
  format: z.enum(FILE_FORMATS),
  /** The price list's account set; 0 for all of the person's own. */
  accountSetId: z.int('notAnId').min(0, 'notAnId').max(32_767, 'notAnId'),
})

export type FileInput = z.output<typeof fileInput>

/** A row that is refused: which (1 is the first below the heading), where and why. */
export type RowProblem = { row: number; column: string; code: string; value: string }

/** A file as it is shown before anything is written. */
export type FilePreview = {
  columns: string[]
  rows: string[][]
  /** At most `MOST_PROBLEMS`; `problemCount` counts all. */
  problems: RowProblem[]
  problemCount: number
  /** Headings that no column of this file has; their cells are left out. */
  unknownHeadings: string[]
}

export const MOST_PROBLEMS = 500
