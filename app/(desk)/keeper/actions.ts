'use server'

import { startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { approveDamagedCode } from '#lib/domain/delivery-notes/commands/approve-damaged-code.ts'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { pickInWalk } from '#lib/domain/delivery-notes/commands/pick-in-walk.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { recordPicks } from '#lib/domain/delivery-notes/commands/record-picks.ts'
import { removeCode } from '#lib/domain/delivery-notes/commands/remove-code.ts'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import { approveDamagedGoodsCode } from '#lib/papers/goods/commands/approve-damaged-code.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import { reportDamagedGoodsCode } from '#lib/papers/goods/commands/report-damaged-code.ts'

export const captureGoodsCodesAction = toAction(captureGoodsCodes)
export const removeGoodsCodeAction = toAction(removeGoodsCode)
export const reportDamagedGoodsCodeAction = toAction(reportDamagedGoodsCode)
export const approveDamagedGoodsCodeAction = toAction(approveDamagedGoodsCode)
export const takeInCodeListAction = toAction(takeInCodeList)
export const acceptAtWarehouseAction = toAction(acceptAtWarehouse)
export const pickInWalkAction = toAction(pickInWalk)
export const recordPicksAction = toAction(recordPicks)
export const prepareNoteAction = toAction(prepareNote)
export const captureCodesAction = toAction(captureCodes)
export const removeCodeAction = toAction(removeCode)
export const reportDamagedCodeAction = toAction(reportDamagedCode)
export const approveDamagedCodeAction = toAction(approveDamagedCode)
export const signNoteAction = toAction(signNote)
export const verifyNoteAction = toAction(verifyNote)
export const assignDriverAction = toAction(assignDriver)
export const dispatchNoteAction = toAction(dispatchNote)

export async function startSigningAction(asked: unknown) {
  return startSigning(asked)
}
