import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { OPEN_STOCK_OUT_GATE } from '#lib/domain/stock-outs/rules.ts'
import { openInput } from '#lib/domain/stock-outs/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { openGoodsPaper } from '#lib/papers/goods/open.ts'
import { readGoodsOpening } from '#lib/papers/goods/opening.ts'
import { openingContentLine, readOpeningLines } from '#lib/papers/goods/opening-line.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'

/**
 * 开出库单: gives a stock-out note its number with recipient, reason and goods (R22, R23), signs as preparer and
 * reserves the goods. Refused with the whole checklist when a rule is unmet.
 */
export const openStockOut = defineCommand({
  name: 'stockOut.open',
  permission: 'stockOut.open',
  input: openInput,
  queryBudget: 12,
  signs: true,
  load: async ({ tx, actor, today }, input) => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const { accountSetId, warehouseId, handlerId } = input
    const key = { accountSetId, warehouseId, handlerId, toWarehouseId: null, businessDate: today }
    const productIds = input.lines.map((line) => line.productId)
    return readGoodsOpening(tx, actor, key, productIds, { lock: true })
  },
  decide: (opening, input, { actor, today, signer }) => {
    const read = readOpeningLines(input.lines, opening.products)
    if (!read.ok) return { invalid: read.fields }
    const checklist = evaluate(OPEN_STOCK_OUT_GATE, {
      ...openingFacts(opening, read.lines, actor, today),
      purpose: input.purpose,
      recipient: input.partyName,
      reason: input.reason,
    })
    if (!checklist.isOpen) return { refuse: { code: 'gate.openStockOut', params: {}, checklist } }
    return signer ? act({ opening, lines: read.lines, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { opening, lines, signer }, input) => {
    const { accountSetId, purpose, partyName, partyContact, reason } = input
    const draft = plainDraft('STOCK_OUT', opening, {
      ...{ accountSetId, businessDate: today, signer, reason },
      lines: lines.map((line) => openingContentLine(line)),
    })
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const opened = await openGoodsPaper(tx, { ...draft, purpose, partyName, partyContact }, by)
    const { paperId, number } = opened
    const payload = { number, purpose, recipient: partyName, reason, lineCount: lines.length }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
