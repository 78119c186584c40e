import { asUnitPriceE4, lineAmount, parseUnitPrice } from '#lib/kernel/money.ts'
import { parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import { type GoodsKind, type GoodsName, goodsName } from '#lib/papers/goods/kinds.ts'
import type {
  FormProduct,
  OpenForm,
  OpenInput,
  OpenLineInput,
  OpenStart,
  Returnable,
} from '#lib/papers/goods/open-form.ts'

/** One row of the grid, as typed. */
export type OpenLine = {
  key: string
  product: FormProduct | null
  productText: string
  quantity: string
  unitPrice: string
  taxRate: string
  disposition: string
  remark: string
  sourcePaperId: string | null
  sourceLineNo: number | null
  note: string
}

/** The fields of the head, as typed. */
export type OpenHead = {
  accountSetId: number
  warehouseId: string
  toWarehouseId: string
  partyId: string
  partyText: string
  partyContact: string
  purpose: string
  reason: string
  externalNumber: string
  expectedOn: string
  businessDate: string
  handlerId: string
}

export type OpenState = { head: OpenHead; lines: OpenLine[] }

export type OpenColumn = 'product' | 'quantity' | 'unitPrice' | 'taxRate' | 'disposition' | 'remark'

export type OpenAct =
  | { kind: 'setHead'; patch: Partial<OpenHead> }
  | { kind: 'setLine'; key: string; patch: Partial<Omit<OpenLine, 'key'>> }
  | { kind: 'takeProduct'; key: string; product: FormProduct }
  | { kind: 'scan'; key: string; product: FormProduct; unit: string }
  | { kind: 'pick'; picked: Returnable }
  | { kind: 'copyAbove'; key: string }
  | { kind: 'addLine' }
  | { kind: 'removeLine'; key: string }
  | { kind: 'refresh'; products: readonly FormProduct[] }
  | { kind: 'replaceAll'; state: OpenState }

let lastKey = 0
const newKey = (): string => `g${(lastKey += 1)}`

export function emptyLine(key: string): OpenLine {
  return {
    key,
    product: null,
    productText: '',
    quantity: '',
    unitPrice: '',
    taxRate: '',
    disposition: 'STOCK',
    remark: '',
    sourcePaperId: null,
    sourceLineNo: null,
    note: '',
  }
}

/** What stands on the form when it opens: the lines given, and an empty row unless they are fixed. */
export function openStateOf(start: OpenStart, form: OpenForm): OpenState {
  const given = start.lines.map((line, at): OpenLine => ({
    ...line,
    key: `f${at}`,
    productText: productText(line.product),
    disposition: line.disposition === '' ? 'STOCK' : line.disposition,
  }))
  return {
    head: {
      accountSetId: start.accountSetId,
      warehouseId: start.warehouseId,
      toWarehouseId: '',
      partyId: start.party?.id ?? '',
      partyText: start.party?.name ?? '',
      partyContact: '',
      purpose: form.purposes[0] ?? '',
      reason: '',
      externalNumber: '',
      expectedOn: start.expectedOn,
      businessDate: '',
      handlerId: '',
    },
    lines: form.hasFixedLines || !form.hasLines ? given : [...given, emptyLine('f-last')],
  }
}

export function productText({ name, specification }: FormProduct): string {
  return specification === '' ? name : `${name} ${specification}`
}

/** Whether nothing at all was typed into the row. */
export function isBlank(line: OpenLine): boolean {
  return line.product === null && line.productText.trim() === '' && line.quantity.trim() === ''
}

/** What one act makes of what was typed. The last row of a free grid is always an empty one. */
export function openReducer(state: OpenState, act: OpenAct): OpenState {
  switch (act.kind) {
    case 'setHead':
      return { ...state, head: { ...state.head, ...act.patch } }
    case 'setLine':
      return withRoom(changed(state, act.key, act.patch))
    case 'takeProduct': {
      const patch = {
        product: act.product,
        productText: productText(act.product),
        taxRate: act.product.taxRate,
      }
      return withRoom(changed(state, act.key, patch))
    }
    case 'scan':
      return withRoom(scanned(state, act))
    case 'pick':
      return picked(state, act.picked)
    case 'copyAbove':
      return copied(state, act.key)
    case 'addLine':
      return { ...state, lines: [...state.lines, emptyLine(newKey())] }
    case 'removeLine':
      return withRoom({ ...state, lines: state.lines.filter(({ key }) => key !== act.key) })
    case 'refresh':
      return { ...state, lines: state.lines.map((line) => refreshed(line, act.products)) }
    case 'replaceAll':
      // What was kept has keys of another page; new rows must not meet them.
      return { ...act.state, lines: act.state.lines.map((line, at) => ({ ...line, key: `k${at}` })) }
  }
}

function changed(state: OpenState, key: string, patch: Partial<OpenLine>): OpenState {
  return { ...state, lines: state.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)) }
}

function withRoom(state: OpenState): OpenState {
  const last = state.lines.at(-1)
  const isFixed = state.lines.some(({ sourceLineNo }) => sourceLineNo !== null)
  if (isFixed || (last !== undefined && isBlank(last))) return state
  return { ...state, lines: [...state.lines, emptyLine(newKey())] }
}

/** A scanned barcode is one more of its unit on the line that has the product, else a line of its own. */
function scanned(
  state: OpenState,
  { key, product, unit }: { key: string; product: FormProduct; unit: string },
): OpenState {
  const there = state.lines.find((line) => line.product?.productId === product.productId)
  if (there !== undefined) return changed(state, there.key, { quantity: oneMore(there, unit) })
  if (isPicked(state)) return state
  const here = state.lines.find((line) => line.key === key)
  const target = here !== undefined && isBlank(here) ? here : state.lines.find(isBlank)
  const patch = {
    product,
    productText: productText(product),
    taxRate: product.taxRate,
    quantity: `1${unit}`,
  }
  if (target !== undefined) return changed(state, target.key, patch)
  return { ...state, lines: [...state.lines, { ...emptyLine(newKey()), ...patch }] }
}

/**
 * A line of another paper is taken in, all that is left of it; a scanned case or bottle is one more on its line. The first
 * one says whose it is.
 */
function picked(state: OpenState, { line, party, scannedUnit }: Returnable): OpenState {
  const head = { ...state.head, partyId: party.id, partyText: party.name }
  const there = state.lines.find(
    ({ sourcePaperId, sourceLineNo }) =>
      sourcePaperId === line.sourcePaperId && sourceLineNo === line.sourceLineNo,
  )
  if (there !== undefined) {
    const quantity = scannedUnit === null ? there.quantity : oneMore(there, scannedUnit)
    return changed({ ...state, head }, there.key, { quantity })
  }
  const quantity = scannedUnit === null ? line.quantity : `1${scannedUnit}`
  const disposition = line.disposition === '' ? 'STOCK' : line.disposition
  const taken = { ...line, key: newKey(), productText: productText(line.product), quantity, disposition }
  return { head, lines: [...state.lines, taken] }
}

/** Whether lines of other papers stand on the form: whose they are is fixed then. */
export function isPicked({ lines }: OpenState): boolean {
  return lines.some(({ sourceLineNo }) => sourceLineNo !== null)
}

function oneMore(line: OpenLine, unit: string): string {
  if (line.quantity.trim() === '') return `1${unit}`
  const parts = [...line.quantity.matchAll(/(\d+)([^\d]+)/g)].map(([, count, name]) => ({ count, name }))
  const own = parts.find(({ name }) => name === unit)
  if (own === undefined) return `${line.quantity}1${unit}`
  return parts.map((part) => `${Number(part.count) + (part === own ? 1 : 0)}${part.name}`).join('')
}

function copied(state: OpenState, key: string): OpenState {
  const at = state.lines.findIndex((line) => line.key === key)
  const above = state.lines[at - 1]
  const here = state.lines[at]
  if (above === undefined || here === undefined || here.sourceLineNo !== null) return state
  const { product, productText: text, quantity, unitPrice, taxRate, disposition, remark } = above
  return withRoom(
    changed(state, key, { product, productText: text, quantity, unitPrice, taxRate, disposition, remark }),
  )
}

function refreshed(line: OpenLine, products: readonly FormProduct[]): OpenLine {
  const product = products.find(({ productId }) => productId === line.product?.productId)
  return product === undefined ? line : { ...line, product }
}

/** The lines that will be sent: those that anything was typed into. */
export function sentLines({ lines }: OpenState): OpenLine[] {
  return lines.filter((line) => !isBlank(line))
}

/** What the form sends: only the fields it has, as they were typed. */
export function openInputOf(form: OpenForm, state: OpenState, sourcePaperId: string | null): OpenInput {
  const { head } = state
  const { accountSetId, warehouseId } = head
  return {
    accountSetId,
    warehouseId,
    ...(form.toWarehouse === 'absent' ? {} : { toWarehouseId: head.toWarehouseId }),
    ...(form.party === 'SUPPLIER' ? { supplierId: head.partyId } : {}),
    ...(form.party === 'CUSTOMER' ? { customerId: head.partyId } : {}),
    ...(form.party === 'RECIPIENT' ? { partyName: head.partyText, partyContact: head.partyContact } : {}),
    ...(sourcePaperId === null ? {} : { sourcePaperId }),
    ...(form.purposes.length === 0 ? {} : { purpose: head.purpose }),
    ...(form.reason === 'absent' ? {} : { reason: head.reason }),
    ...(form.externalNumber === 'absent' ? {} : { externalNumber: head.externalNumber }),
    ...(form.expectedOn === 'absent' ? {} : { expectedOn: head.expectedOn }),
    ...(form.businessDate === 'absent' ? {} : { businessDate: head.businessDate }),
    ...(form.handler === 'absent' ? {} : { handlerId: head.handlerId }),
    ...(form.hasLines ? { lines: sentLines(state).map((line) => lineInputOf(form, line)) } : {}),
  }
}

function lineInputOf(form: OpenForm, line: OpenLine): OpenLineInput {
  const { columns } = form
  return {
    productId: line.product?.productId ?? '',
    quantity: line.quantity,
    ...(columns.unitPrice ? { unitPrice: line.unitPrice } : {}),
    ...(columns.taxRate ? { taxRate: line.taxRate } : {}),
    ...(columns.disposition ? { disposition: line.disposition } : {}),
    ...(columns.remark ? { remark: line.remark } : {}),
    ...(line.sourcePaperId === null ? {} : { sourcePaperId: line.sourcePaperId }),
    ...(line.sourceLineNo === null ? {} : { sourceLineNo: line.sourceLineNo }),
  }
}

export function unitsOf(product: FormProduct): ProductUnit[] {
  return product.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
}

/** The line's amount in fen as far as it can be read; the desk works it out again. `320/箱` is a price for a case. */
export function lineAmountFen(line: OpenLine): bigint | null {
  const { product } = line
  if (product === null) return null
  const units = unitsOf(product)
  const quantity = parseQuantity(line.quantity, units)
  const [priceText = '', unitText] = line.unitPrice.split(/[/／]/u)
  const price = parseUnitPrice(priceText)
  const factorE3 =
    unitText === undefined ? 1000n : units.find(({ unit }) => unit === unitText.trim())?.factorE3
  if (!quantity.ok || !price.ok || factorE3 === undefined) return null
  return lineAmount(asUnitPriceE4(price.value), quantity.qtyE3, factorE3)
}

/** The words of a kind's party on the form. */
export function partyWord(form: OpenForm): 'supplier' | 'customer' | 'recipient' {
  if (form.party === 'CUSTOMER') return 'customer'
  return form.party === 'RECIPIENT' ? 'recipient' : 'supplier'
}

/** What the form opens: a form with one purpose may have a name of its own. */
export function openName(kind: GoodsKind, { purposes }: OpenForm): GoodsName {
  return goodsName({ kind, purpose: purposes.length === 1 ? (purposes[0] ?? null) : null })
}

/** Where what is typed is kept until it is opened: one place for each kind and source, in this tab. */
export function keptPlace(name: GoodsName, signerName: string, sourcePaperId: string | null): string {
  return `silian-open:${name}:${signerName}:${sourcePaperId ?? ''}`
}
