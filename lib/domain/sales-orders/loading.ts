import type { Person } from '#lib/auth/actor.ts'
import { type FieldCodes, type WorkedNote, workNote } from '#lib/domain/delivery-notes/amounts.ts'
import { priceModeOf } from '#lib/domain/delivery-notes/issue-loading.ts'
import {
  type IssueHeaderRow,
  type IssueProductRow,
  readIssue,
} from '#lib/domain/delivery-notes/issue-repository.ts'
import type { RecordFacts } from '#lib/domain/sales-orders/rules.ts'
import type { OrderInput } from '#lib/domain/sales-orders/schema.ts'
import { readAvailableEverywhere } from '#lib/domain/sales-orders/queries.ts'
import type { Reader } from '#lib/db/client.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import { type Counter, type Counting, readCounting } from '#lib/papers/goods/counting-queries.ts'

/** An order is for no warehouse, address or handler yet: that is stated when the note is written. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What recording an order and the checklist on its page both read. */
export type OrderLoaded = {
  header: IssueHeaderRow
  products: ReadonlyMap<string, IssueProductRow>
  /** Promised to nobody, over all warehouses, 1/1000 base units. */
  available: ReadonlyMap<string, bigint>
  /** Whose figures the person must not be told, since they count them. */
  counting: Counting
}

/** Reads what an order needs; null when the customer is not within the person's account sets. Two statements, for a keeper three. */
export async function loadOrder(
  reader: Reader,
  person: Counter,
  input: OrderInput,
  today: string,
): Promise<OrderLoaded | null> {
  if (!person.accountSetIds.includes(input.accountSetId)) return null
  const nobody = { addressId: NOBODY, warehouseId: NOBODY, handlerId: NOBODY }
  const key = { ...input, ...nobody, today, replacesId: null }
  const productIds = [...new Set(input.lines.map((line) => line.productId))].sort()
  const { header, products } = await readIssue(reader, key, productIds, { lock: false })
  if (!header) return null
  const available = await readAvailableEverywhere(reader, input.accountSetId, productIds)
  return { header, products, available, counting: await readCounting(reader, person) }
}

/** The order's figures worked out by the desk, or which fields are wrong. */
export function workOrder(
  loaded: OrderLoaded,
  input: OrderInput,
): { ok: true; note: WorkedNote; products: IssueProductRow[] } | { ok: false; codes: FieldCodes } {
  const products: IssueProductRow[] = []
  const codes: FieldCodes = {}
  input.lines.forEach((line, index) => {
    const product = loaded.products.get(line.productId)
    if (product) products.push(product)
    else codes[`lines.${index}.productId`] = 'unknownProduct'
  })
  if (Object.keys(codes).length > 0) return { ok: false, codes }
  const plain = { lines: input.lines, noteDiscount: '', roundingOff: '' }
  const worked = workNote(plain, products, priceModeOf(loaded.header))
  return worked.ok ? { ok: true, note: worked.note, products } : worked
}

/** The facts of the recording gate. Pure: the same for the screen and for the command. */
export function recordFacts(
  loaded: OrderLoaded,
  input: OrderInput,
  person: Pick<Person, 'isBillingSuspended'>,
  today: string,
  note: WorkedNote,
): RecordFacts {
  const { customer, policy } = loaded.header
  const seen = input.seenGross === '' ? null : parseYuan(input.seenGross)
  const askedE3 = new Map<string, bigint>()
  input.lines.forEach((line, index) => {
    askedE3.set(line.productId, (askedE3.get(line.productId) ?? 0n) + (note.lines[index]?.qtyE3 ?? 0n))
  })
  return {
    today,
    businessDate: input.businessDate,
    expectedOn: input.expectedOn,
    isClerkSuspended: person.isBillingSuspended,
    intakeChannel: input.intakeChannel,
    isConfirmed: input.confirmedHow !== null,
    customer: { name: customer.name, isActive: customer.isActive, channel: customer.channel },
    hasPolicy: policy !== null,
    grossFen: note.grossFen,
    seenGrossFen: seen === null ? null : seen.ok ? seen.value : -1n,
    lines: input.lines.map((line, index) => {
      const product = loaded.products.get(line.productId)
      return {
        lineNo: index + 1,
        productName: product?.name ?? '',
        isActive: product?.isActive ?? false,
        units: product?.units ?? [],
        askedE3: askedE3.get(line.productId) ?? 0n,
        availableE3: loaded.available.get(line.productId) ?? 0n,
        isCounted: loaded.counting.hides(line.productId, null),
      }
    }),
  }
}
