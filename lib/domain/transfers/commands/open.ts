import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { OPEN_TRANSFER_GATE } from '#lib/domain/transfers/rules.ts'
import { openInput } from '#lib/domain/transfers/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { openGoodsPaper } from '#lib/papers/goods/open.ts'
import { readGoodsOpening } from '#lib/papers/goods/opening.ts'
import { openingContentLine, readOpeningLines } from '#lib/papers/goods/opening-line.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

/**
 * 开调拨单: gives a transfer its number, signs as preparer and reserves the goods where they stand. A keeper opens
 * them from the warehouses they keep. Refused with the whole checklist when a rule is unmet.
 */
export const openTransfer = defineCommand({
  name: 'transfer.open',
  permission: 'transfer.open',
  input: openInput,
  queryBudget: 12,
  signs: true,
  load: async ({ tx, actor, today }, input) => {
    const { accountSetId, warehouseId, toWarehouseId, handlerId } = input
    if (!actor.accountSetIds.includes(accountSetId)) return null
    if (!seesWholeSets(actor) && !actor.warehouseIds.includes(warehouseId)) return null
    const key = { accountSetId, warehouseId, toWarehouseId, handlerId, businessDate: today }
    const productIds = input.lines.map((line) => line.productId)
    return readGoodsOpening(tx, actor, key, productIds, { lock: true })
  },
  decide: (opening, input, { actor, today, signer }) => {
    const read = readOpeningLines(input.lines, opening.products)
    if (!read.ok) return { invalid: read.fields }
    const checklist = evaluate(OPEN_TRANSFER_GATE, openingFacts(opening, read.lines, actor, today))
    if (!checklist.isOpen) return { refuse: { code: 'gate.openTransfer', params: {}, checklist } }
    return signer ? act({ opening, lines: read.lines, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { opening, lines, signer }, { accountSetId, reason }) => {
    const draft = plainDraft('TRANSFER', opening, {
      ...{ accountSetId, businessDate: today, signer, reason },
      lines: lines.map((line) => openingContentLine(line)),
    })
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const { paperId, number } = await openGoodsPaper(tx, draft, by)
    const payload = {
      number,
      from: draft.warehouseName,
      to: draft.toWarehouseName,
      lineCount: lines.length,
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
