import type { Person } from '#lib/auth/actor.ts'
import { reversePayment } from '#lib/domain/payments/commands/reverse.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { GOODS_STATUSES } from '#lib/papers/goods/kinds.ts'
import {
  chance,
  lookAt,
  pick,
  type SeenGoods,
  type Step,
  step,
  type World,
} from '#tests/support/goods-life.ts'
import { stepsOf } from '#tests/support/goods-walk.ts'
import { keyOf, type NoteRef } from '#tests/support/road.ts'

/*
 * What people try that they must not: another's step, a step out of turn, twice, with an old page, with codes of
 * other papers. And what crosses the others' work: void, payment taken back.
 */

/** Somebody of the house, whoever it is. */
export function anybody(world: World): Person {
  return pick(world, Object.values(world.company.staff))
}

/** The same step by somebody else, on an old page, in other books or with a figure that cannot be. */
export function spoiled(world: World, wanted: Step): Step {
  const spoil: readonly (() => Step)[] = [
    () => ({ ...wanted, by: anybody(world) }),
    () => ({ ...wanted, by: { ...wanted.by, warehouseIds: [] } }),
    () => ({ ...wanted, input: { ...wanted.input, accountSetId: world.company.books.supermarketSetId } }),
    () =>
      'seenVersion' in wanted.input ? { ...wanted, input: { ...wanted.input, seenVersion: 0 } } : wanted,
    () => ('lines' in wanted.input ? { ...wanted, input: { ...wanted.input, lines: [] } } : wanted),
  ]
  return pick(world, spoil)()
}

/** A step of another time of this paper's life. */
export async function outOfTurn(world: World, seen: SeenGoods): Promise<Step[]> {
  const steps = await stepsOf(world, { ...seen, status: pick(world, GOODS_STATUSES) })
  return steps.length === 0 ? [] : [pick(world, steps)]
}

/** Codes of other papers, nonsense and doubles on this one, and one taken off again. */
export async function wildScans(world: World, seen: SeenGoods): Promise<Step[]> {
  const { keeper, otherKeeper } = world.company.staff
  const held = await world.company.db.codeHolding.findMany({
    where: { accountSetId: seen.accountSetId },
    take: 40,
    orderBy: { code: chance(world, 0.5) ? 'asc' : 'desc' },
  })
  const typed = ['０００', 'ＳＱ１２３４５６', 'x', ...held.map(({ code }) => code)].filter(() =>
    chance(world, 0.3),
  )
  const wild = [...typed, ...typed.slice(0, 1), 'SQWILD1'].map((each) => ({
    typed: each,
    lineNo: null,
    kind: null,
  }))
  const here = held.find(({ paperId }) => paperId === seen.paperId)
  const by = pick(world, [keeper, otherKeeper])
  return [
    step(world, captureGoodsCodes, by, { ...keyOf(seen), scans: wild }),
    ...(here ? [step(world, removeGoodsCode, by, { ...keyOf(seen), code: here.code })] : []),
  ]
}

/** Asked to be void, and decided. */
export function goodsVoid(world: World, paper: NoteRef): Step[] {
  const { clerk, keeper, manager, salesManager } = world.company.staff
  const decision = chance(world, 0.7) ? 'APPROVED' : 'REFUSED'
  const request = { ...keyOf(paper), reason: '客户改期' }
  return [
    step(world, requestGoodsVoid, pick(world, [clerk, keeper]), request),
    step(world, decideGoodsVoid, pick(world, [manager, salesManager]), {
      ...{ ...keyOf(paper), decision, remark: decision === 'REFUSED' ? '照做' : '' },
    }),
  ]
}

/** A payment is taken back, now and then by who made it. */
export function paymentBack(world: World): Step[] {
  if (world.payments.length === 0) return []
  const { manager, accountant } = world.company.staff
  const payment = pick(world, world.payments)
  const by = chance(world, 0.8) ? manager : accountant
  return [step(world, reversePayment, by, { ...keyOf(payment), reason: '付错' })]
}

/** Something that crosses the work on a paper, or must not be. */
export async function mischief(world: World, paper: NoteRef): Promise<Step[]> {
  const seen = await lookAt(world, paper)
  const kinds: readonly (() => Step[] | Promise<Step[]>)[] = [
    () => outOfTurn(world, seen),
    () => outOfTurn(world, seen),
    () => wildScans(world, seen),
    () => goodsVoid(world, seen),
    () => paymentBack(world),
    async () => (await stepsOf(world, seen)).map((each) => spoiled(world, each)),
  ]
  return pick(world, kinds)()
}
