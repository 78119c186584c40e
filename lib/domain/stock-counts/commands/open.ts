import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { OPEN_COUNT_GATE } from '#lib/domain/stock-counts/rules.ts'
import { COUNT_LINES_MOST, openInput } from '#lib/domain/stock-counts/schema.ts'
import { holdCounting, readOverlap, readSlice, sliceName } from '#lib/domain/stock-counts/slice-queries.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { openGoodsPaper } from '#lib/papers/goods/open.ts'
import { readOpeningHeader, readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { openingContentLine } from '#lib/papers/goods/opening-line.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'

/**
 * 开盘点单: a count of a whole warehouse or a slice of it gets its number; the desk goes on selling. Refused when one of
 * the products is being counted already, when there is nothing to count or more than one paper holds.
 */
export const openStockCount = defineCommand({
  name: 'stockCount.open',
  permission: 'stockCount.open',
  input: openInput,
  queryBudget: 12,
  signs: true,
  load: async ({ tx, actor, today }, { accountSetId, warehouseId, slice }) => {
    if (!actor.accountSetIds.includes(accountSetId)) return null
    const place = { accountSetId, warehouseId }
    await holdCounting(tx, place)
    const counted = await readSlice(tx, place, slice, COUNT_LINES_MOST + 1)
    const productIds = counted.map(({ productId }) => productId)
    const overlap = await readOverlap(tx, place, productIds)
    const key = { ...place, toWarehouseId: null, handlerId: null, businessDate: today }
    const header = await readOpeningHeader(tx, key)
    const products = await readOpeningProducts(tx, productIds)
    return header && { opening: { ...header, products, availableE3: new Map() }, counted, overlap }
  },
  decide: ({ opening, counted, overlap }, { slice }, { actor, today, signer }) => {
    if (slice.by === 'LIST' && counted.length < new Set(slice.productIds).size)
      return { invalid: { slice: 'unknownProduct' } }
    const checklist = evaluate(OPEN_COUNT_GATE, {
      ...openingFacts(opening, [], actor, today),
      ...{ productCount: counted.length, overlap },
    })
    if (!checklist.isOpen) return { refuse: { code: 'gate.openStockCount', params: {}, checklist } }
    return signer ? act({ opening, counted, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { opening, counted, signer }, { accountSetId, slice, reason }) => {
    const lines = counted.flatMap(({ productId, bookE3 }) => {
      const product = opening.products.get(productId)
      return product ? [openingContentLine({ product, qtyE3: bookE3, remark: '' }, { hasCodes: false })] : []
    })
    const draft = plainDraft('STOCK_COUNT', opening, {
      accountSetId,
      businessDate: today,
      signer,
      reason,
      lines,
    })
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const purpose = slice.by === 'WHOLE' ? 'WHOLE' : 'SLICE'
    const { paperId, number } = await openGoodsPaper(
      tx,
      { ...draft, purpose, partyName: sliceName(slice) },
      by,
    )
    const payload = { number, purpose, slice: sliceName(slice), lineCount: lines.length }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
