import type { SignerProof } from '#lib/auth/actor.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { readStubCodes } from '#lib/papers/codes-hash.ts'
import { type CountedLine, foundHash } from '#lib/papers/goods/content.ts'
import { countGate } from '#lib/papers/goods/count-rules.ts'
import { type CountedProduct, readCountedProducts } from '#lib/papers/goods/counted-products.ts'
import { countFacts, readFound, unexpectedIds } from '#lib/papers/goods/found.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_KINDS, GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { insertCounts, moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { countGoodsInput } from '#lib/papers/goods/schema.ts'
import { fixCodes, signPaper } from '#lib/papers/signing.ts'
import { attachedStroke } from '#lib/papers/strokes.ts'

/** Kinds that a keeper counts in one go. A stock count is written down line by line in its own room. */
export const COUNTED_KINDS = GOODS_KINDS.filter(
  (kind) => GOODS_TRAITS[kind].isCounted && kind !== 'STOCK_COUNT',
)

type Loaded = { paper: GoodsPaper; products: ReadonlyMap<string, CountedProduct> }
type Plan = { paper: GoodsPaper; found: CountedLine[]; signer: SignerProof }

/**
 * 清点签字: the keeper states what was found, line by line and for a receipt without having seen what was expected
 * (R19), and signs for it and for the codes on the stub in the same act; both are fixed by it. OPEN becomes COUNTED.
 * Where goods leave, what was counted must be what the paper says. Refused when it was counted already, also by
 * another keeper.
 */
export const countGoods = defineCommand({
  name: 'goodsPaper.count',
  permission: 'goodsPaper.count',
  input: countGoodsInput,
  queryBudget: 15,
  signs: true,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const paper = await loadGoodsPaper(tx, actor, input, COUNTED_KINDS)
    if (!paper || !actor.warehouseIds.includes(paper.storeId)) return null
    return { paper, products: await readCountedProducts(tx, unexpectedIds(input)) }
  },
  decide: ({ paper, products }, input, { actor, signer, today, now }): Decision<Plan> => {
    if (!signer) return refuse('signing.noProof')
    const { number, status, kind } = paper
    if (paper.keeperId !== null)
      return refuse('goods.alreadyCounted', { number, name: paper.keeperName ?? '' })
    if (status !== 'OPEN') return refuse('goods.wrongStep', { number, status })
    const { userId, displayName } = actor
    const { found, fields } = readFound(paper, input, products, { userId, displayName, today, at: now })
    if (Object.keys(fields).length > 0) return { invalid: fields }
    const checklist = evaluate(countGate(kind), countFacts(paper, found, products, userId))
    if (!checklist.isOpen) return { refuse: { code: 'gate.countGoods', params: { number }, checklist } }
    return act({ paper, found, signer })
  },
  save: async ({ tx, actor, now }, { paper, found, signer }, { stroke }) => {
    const { number } = paper
    const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
    const by = { actorId: signer.userId, at: now }
    const attached = stroke && attachedStroke(stroke)
    if (attached) await keepAttachment(tx, key.accountSetId, attached, by)
    await insertCounts(tx, key, found, by)
    const fixed = foundHash(await readStubCodes(tx, key), [...paper.counts, ...found])
    if (!(await fixCodes(tx, key, fixed))) return { stale: {} }
    if (!(await moveGoodsPaper(tx, paper, { to: 'COUNTED', keeperId: signer.userId, at: now })))
      return { stale: {} }
    const codesHash = fixed.toString('hex')
    await signPaper(tx, {
      ...key,
      slot: 'KEEPER',
      signer,
      contentHash: paper.contentHash,
      codesHash,
      at: now,
      strokeHash: attached?.hash ?? null,
      address: actor.address,
      userAgent: actor.userAgent,
    })
    const lines = found.map(({ lineNo, goodE3, damagedE3, rejectedE3, reason }) => {
      return { lineNo, goodE3, damagedE3, rejectedE3, reason }
    })
    const payload = { number, lines, codesHash, signer: signer.displayName, method: signer.method }
    return { value: { number, status: 'COUNTED' as const }, events: [{ ...key, payload }] }
  },
})
