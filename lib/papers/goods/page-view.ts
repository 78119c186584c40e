import type { Person } from '#lib/auth/actor.ts'
import { amountInCapitals } from '#lib/kernel/chinese-amount.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { copyActsOf } from '#lib/papers/copy-acts.ts'
import { COPY_KINDS } from '#lib/papers/copy-kinds.ts'
import { isBlindTo, isBlindToArrival, isBlindToOrder } from '#lib/papers/goods/blind.ts'
import { contentOfGoods } from '#lib/papers/goods/content-of.ts'
import { foundHash, goodsContentHash } from '#lib/papers/goods/content.ts'
import { countGate } from '#lib/papers/goods/count-rules.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS, VOIDABLE } from '#lib/papers/goods/kinds.ts'
import type { GoodsMay, GoodsPage, PaperLink } from '#lib/papers/goods/page.ts'
import { type FoundProduct, pageLines, unexpectedLines } from '#lib/papers/goods/page-lines.ts'
import { slotToSign } from '#lib/papers/goods/sign-rules.ts'
import { verifyGoodsGate } from '#lib/papers/goods/verify-rules.ts'
import { voidGoodsGate } from '#lib/papers/goods/void-rules.ts'
import { verifySignature } from '#lib/papers/signing.ts'
import { codesByLine, copyCards, eventLines, signatureCards } from '#lib/papers/trail-cards.ts'
import type { PaperTrail } from '#lib/papers/trail-queries.ts'

/** What stands beside a goods paper: its trail, its account set, its copies' looks, the papers it is linked with. */
export type GoodsTrail = PaperTrail &
  Pick<GoodsPage, 'accountSet' | 'styles' | 'voidedAt' | 'followers'> & {
    /** When it was decided on, closed and reversed. */
    at: { decided: string | null; closed: string | null; reversed: string | null }
    source: PaperLink | null
    foundProducts: FoundProduct[]
  }

/** Stands for whoever would act, where the reader is not the one. */
const NOBODY = ''
const ENDED: readonly string[] = ['VOIDED', 'REVERSED', 'REJECTED']

/** The paper as its page shows it to this person. Pure: signatures and content are hashed again here. */
export function goodsPageOf(paper: GoodsPaper, trail: GoodsTrail, person: Person, now: Date): GoodsPage {
  const isWaited = isBlindToArrival(person, paper)
  const isBlind = isWaited || isBlindTo(person, paper) || isBlindToOrder(person, paper, trail.followers)
  const canSeePrices = person.permissions.has('note.seePrices')
  const sight = { isBlind, canSeePrices }
  const current = {
    contentHash: goodsContentHash(contentOfGoods(paper)).toString('hex'),
    codesHash: paper.codesHash === null ? null : signedFoundHash(paper, trail),
  }
  const tokens = new Map(trail.copies.map(({ kind, token }) => [kind, token]))
  const ordered = COPY_KINDS.flatMap((kind) => trail.copies.filter((copy) => copy.kind === kind))
  return {
    ...headOf(paper, trail, person),
    isBlind,
    canSeePrices,
    money: canSeePrices && !isBlind ? moneyOf(paper) : null,
    lines: pageLines(paper, sight),
    unexpected: unexpectedLines(paper, trail.foundProducts, sight),
    rounds: Math.max(0, ...paper.counts.map(({ round }) => round)),
    slots: GOODS_TRAITS[paper.kind].slots,
    signatures: signatureCards(
      trail.signatures.map((signature) => ({ ...signature, finding: verifySignature(signature, current) })),
    ),
    isContentWhole: current.contentHash === paper.contentHash,
    contentHash: paper.contentHash,
    codesHash: paper.codesHash,
    styles: trail.styles,
    copies: copyCards(ordered, now).map((copy) => ({ ...copy, token: tokens.get(copy.kind) ?? '' })),
    way: trail.way,
    copyMay: copyActsOf(trail.copies, person),
    receivers: [],
    codes: isWaited ? [] : codesByLine(paper.lines, trail.codes),
    pictures: trail.pictures,
    voidRequest: trail.voidRecord,
    events: eventLines(trail.events),
    chainHead: trail.events.at(-1)?.hash.slice(0, 16) ?? '',
    may: mayOf(paper, person),
    gates: gatesOf(paper, trail, person),
  }
}

/** Orders and bills have readers of their own. */
function mayOpen({ kind }: PaperLink, { permissions }: Person): boolean {
  if (kind === 'PURCHASE_ORDER') return permissions.has('purchaseOrder.read')
  return kind !== 'PURCHASE_BILL' || permissions.has('purchaseBill.read')
}

function headOf(paper: GoodsPaper, trail: GoodsTrail, person: Person) {
  const { toWarehouseId, toWarehouseName } = paper
  return {
    accountSetId: paper.accountSetId,
    paperId: paper.paperId,
    number: paper.number,
    kind: paper.kind,
    status: paper.status,
    version: paper.version,
    businessDate: paper.businessDate,
    accountSet: trail.accountSet,
    warehouse: { id: paper.warehouseId, name: paper.warehouseName },
    toWarehouse: toWarehouseId === null ? null : { id: toWarehouseId, name: toWarehouseName ?? '' },
    supplierId: paper.supplierId,
    customerId: paper.customerId,
    partyName: paper.partyName,
    partyContact: paper.partyContact,
    source: trail.source && { ...trail.source, mayOpen: mayOpen(trail.source, person) },
    followers: trail.followers.map((follower) => ({ ...follower, mayOpen: mayOpen(follower, person) })),
    purpose: paper.purpose,
    reason: paper.reason,
    externalNumber: paper.externalNumber,
    expectedOn: paper.expectedOn,
    preparerName: paper.preparerName,
    handlerName: paper.handlerName,
    keeperName: paper.keeperName,
    verifiedByName: paper.verifiedByName,
    decidedByName: paper.decidedByName,
    decisionRemark: paper.decisionRemark,
    openedAt: paper.openedAt,
    countedAt: paper.countedAt,
    verifiedAt: paper.verifiedAt,
    sentAt: paper.sentAt,
    postedAt: paper.postedAt,
    decidedAt: trail.at.decided,
    closedAt: trail.at.closed,
    reversedAt: trail.at.reversed,
    voidedAt: trail.voidedAt,
  }
}

/** What the keeper signed for, from the rows as they are now: a later round belongs to whoever counted it. */
function signedFoundHash(paper: GoodsPaper, trail: GoodsTrail): string {
  return foundHash(trail.codes, paper.counts).toString('hex')
}

function moneyOf({ netFen, taxFen, grossFen }: GoodsPaper): NonNullable<GoodsPage['money']> {
  return {
    net: formatFenPlain(netFen),
    tax: formatFenPlain(taxFen),
    gross: formatFenPlain(grossFen),
    grossInWords: amountInCapitals(grossFen),
  }
}

/** Whether a keeper counts the kind in one go and another person counts it again; a stock count is another story. */
function isCountedAtOnce(kind: GoodsPaper['kind']): boolean {
  return GOODS_TRAITS[kind].isCounted && kind !== 'STOCK_COUNT'
}

/** What the reader may do now; the commands decide again. */
function mayOf(paper: GoodsPaper, person: Person): GoodsMay {
  const { status } = paper
  const has = (permission: Parameters<Person['permissions']['has']>[0]) => person.permissions.has(permission)
  const isCounted = isCountedAtOnce(paper.kind)
  const isVoidOpen = paper.voidRequest?.decision === null
  const answer = has('goodsPaper.sign') ? slotToSign(paper, person) : null
  return {
    count:
      has('goodsPaper.count') &&
      isCounted &&
      status === 'OPEN' &&
      !isVoidOpen &&
      person.warehouseIds.includes(paper.storeId),
    verify:
      has('goodsPaper.verify') &&
      isCounted &&
      status === 'COUNTED' &&
      !isVoidOpen &&
      paper.keeperId !== person.userId,
    signSlot: answer !== null && 'slot' in answer ? answer.slot : null,
    requestVoid: has('goodsPaper.requestVoid') && VOIDABLE.includes(status) && !isVoidOpen,
    decideVoid: has('goodsPaper.decideVoid') && isVoidOpen,
    reverse: has('goodsPaper.reverse') && status === 'POSTED',
    attach: has('goodsPaper.attach') && !ENDED.includes(status),
    print: has('goodsPaper.print'),
  }
}

function gatesOf(paper: GoodsPaper, trail: GoodsTrail, person: Person): GoodsPage['gates'] {
  const { kind, status } = paper
  const isCounted = isCountedAtOnce(kind)
  const living = trail.followers.find((follower) => !ENDED.includes(follower.status))
  const decides = person.permissions.has('goodsPaper.decideVoid')
  return {
    count:
      isCounted && status === 'OPEN'
        ? evaluate(countGate(kind), {
            paper,
            keeperId: person.permissions.has('goodsPaper.count') ? person.userId : NOBODY,
            unexpected: [],
          })
        : null,
    verify:
      isCounted && status === 'COUNTED'
        ? evaluate(verifyGoodsGate(kind), {
            paper,
            verifierId: person.permissions.has('goodsPaper.verify') ? person.userId : NOBODY,
            again: null,
          })
        : null,
    void: evaluate(voidGoodsGate(kind), {
      paper,
      deciderId: decides ? person.userId : NOBODY,
      answeredBy: living?.number ?? null,
    }),
  }
}
