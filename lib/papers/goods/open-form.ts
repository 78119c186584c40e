import type { GoodsKind } from '#lib/papers/goods/kinds.ts'

/** How a field of the head stands on the form: absent, may be left empty, or must be filled. */
export type Wanted = 'absent' | 'optional' | 'required'

/** Which fields and columns the form has that opens a kind of goods paper. Plain data, so a page hands it down. */
export type OpenForm = {
  toWarehouse: Wanted
  /** Who it is about: chosen from the files, or a recipient written out (R23). */
  party: 'SUPPLIER' | 'CUSTOMER' | 'RECIPIENT' | 'none'
  /** What the paper is for; empty for a kind that has one purpose, a single one is sent without asking. */
  purposes: readonly string[]
  reason: Wanted
  externalNumber: Wanted
  expectedOn: Wanted
  businessDate: Wanted
  handler: Wanted
  columns: Record<'available' | 'unitPrice' | 'taxRate' | 'disposition' | 'remark', boolean>
  /** The lines stand as they were given: only quantities, prices and remarks are typed. */
  hasFixedLines: boolean
  /** Whether lines of other papers are picked, and by which kind of return. */
  picks: 'CUSTOMER_RETURN' | 'SUPPLIER_RETURN' | null
  /** A count opens without lines: the slice of the warehouse makes them. */
  hasLines: boolean
}

const PLAIN: OpenForm = {
  toWarehouse: 'absent',
  party: 'none',
  purposes: [],
  reason: 'optional',
  externalNumber: 'absent',
  expectedOn: 'absent',
  businessDate: 'absent',
  handler: 'required',
  columns: { available: true, unitPrice: false, taxRate: false, disposition: false, remark: true },
  hasFixedLines: false,
  picks: null,
  hasLines: true,
}

const BOUGHT = { available: false, unitPrice: true, taxRate: true, disposition: false, remark: true }

/** The usual form of each kind; a room may hand down its own. */
export const OPEN_FORMS: Readonly<Record<GoodsKind, OpenForm>> = {
  PURCHASE_ORDER: {
    ...PLAIN,
    party: 'SUPPLIER',
    expectedOn: 'required',
    handler: 'absent',
    columns: { ...BOUGHT, available: true },
  },
  GOODS_RECEIPT: { ...PLAIN, party: 'SUPPLIER', externalNumber: 'optional', columns: BOUGHT },
  PURCHASE_BILL: {
    ...PLAIN,
    party: 'SUPPLIER',
    externalNumber: 'required',
    businessDate: 'optional',
    handler: 'absent',
    columns: BOUGHT,
    hasFixedLines: true,
  },
  STOCK_OUT: {
    ...PLAIN,
    party: 'RECIPIENT',
    purposes: ['GIFT', 'SAMPLE', 'INTERNAL', 'DAMAGE'],
    reason: 'required',
  },
  CUSTOMER_RETURN: {
    ...PLAIN,
    party: 'CUSTOMER',
    reason: 'required',
    columns: { ...PLAIN.columns, available: false, disposition: true },
    hasFixedLines: true,
    picks: 'CUSTOMER_RETURN',
  },
  SUPPLIER_RETURN: {
    ...PLAIN,
    party: 'SUPPLIER',
    reason: 'required',
    hasFixedLines: true,
    picks: 'SUPPLIER_RETURN',
  },
  TRANSFER: { ...PLAIN, toWarehouse: 'required' },
  STOCK_COUNT: { ...PLAIN, purposes: ['WHOLE', 'SLICE'], handler: 'absent' },
}

/** A line before it is typed over: a product that is known, with what stands in its cells. */
export type StartLine = {
  product: FormProduct
  quantity: string
  unitPrice: string
  taxRate: string
  disposition: string
  remark: string
  sourcePaperId: string | null
  sourceLineNo: number | null
  /** A few words beside the line, such as what was sold or is still open. */
  note: string
}

/** A line of another paper that goods can be taken back from: how much, whose it is, and the unit that was scanned. */
export type Returnable = {
  line: StartLine
  party: { id: string; name: string }
  /** Null unless one case or bottle was scanned: then one more of it comes on the line. */
  scannedUnit: string | null
}

/** A product as the form's grid needs it; quantities in base units. */
export type FormProduct = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  units: { unit: string; factorE3: string }[]
  /** Base units that can be taken from the chosen warehouse; null when none is chosen. */
  available: string | null
  isActive: boolean
  /** Percent: `13`. Empty when the tax table has none. */
  taxRate: string
}

/** What stands on the form when it opens. */
export type OpenStart = {
  accountSetId: number
  warehouseId: string
  party: { id: string; name: string } | null
  source: { paperId: string; number: string } | null
  expectedOn: string
  lines: readonly StartLine[]
}

/** What a clerk chooses from. Warehouses are stores; handlers are people who could carry it out. */
export type OpenChoices = {
  accountSets: { id: number; name: string }[]
  warehouses: { id: string; name: string }[]
  handlers: { id: string; name: string; role: string; accountSetIds: number[] }[]
}

/** One line as it is sent: the text that was typed. */
export type OpenLineInput = {
  productId: string
  quantity: string
  unitPrice?: string
  taxRate?: string
  disposition?: string
  remark?: string
  sourcePaperId?: string
  sourceLineNo?: number
}

/** What the form sends: only the fields it has, as they were typed; empty text where nothing was. */
export type OpenInput = {
  accountSetId: number
  warehouseId: string
  toWarehouseId?: string
  supplierId?: string
  customerId?: string
  partyName?: string
  partyContact?: string
  sourcePaperId?: string
  purpose?: string
  reason?: string
  externalNumber?: string
  expectedOn?: string
  businessDate?: string
  handlerId?: string
  lines?: OpenLineInput[]
}
