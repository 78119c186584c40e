'use server'

import { startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { attachToGoods } from '#lib/papers/commands/attach-picture.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'

export const countGoodsAction = toAction(countGoods)
export const verifyGoodsAction = toAction(verifyGoods)
export const signGoodsAction = toAction(signGoods)
export const requestGoodsVoidAction = toAction(requestGoodsVoid)
export const decideGoodsVoidAction = toAction(decideGoodsVoid)
export const attachToGoodsAction = toAction(attachToGoods)

export async function startGoodsSigningAction(asked: unknown) {
  return startSigning(asked)
}
