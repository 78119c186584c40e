'use server'

import { toAction } from '#lib/command/to-action.ts'
import { openTransfer } from '#lib/domain/transfers/commands/open.ts'
import { receiveTransfer } from '#lib/domain/transfers/commands/receive.ts'
import { sendTransfer } from '#lib/domain/transfers/commands/send.ts'
import { writeOffTransfer } from '#lib/domain/transfers/commands/write-off.ts'

export const openTransferAction = toAction(openTransfer)
export const sendTransferAction = toAction(sendTransfer)
export const receiveTransferAction = toAction(receiveTransfer)
export const writeOffTransferAction = toAction(writeOffTransfer)
