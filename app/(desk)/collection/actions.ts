'use server'

import { toAction } from '#lib/command/to-action.ts'
import { endDispute } from '#lib/domain/collections/commands/close-dispute.ts'
import { escalate } from '#lib/domain/collections/commands/escalate.ts'
import { openDispute } from '#lib/domain/collections/commands/open-dispute.ts'
import { recordContact } from '#lib/domain/collections/commands/record-contact.ts'
import { decideWriteOff } from '#lib/domain/write-offs/commands/decide.ts'
import { proposeWriteOff } from '#lib/domain/write-offs/commands/propose.ts'
import { reverseWriteOffCommand } from '#lib/domain/write-offs/commands/reverse.ts'

export const recordContactAction = toAction(recordContact)
export const escalateAction = toAction(escalate)
export const openDisputeAction = toAction(openDispute)
export const endDisputeAction = toAction(endDispute)
export const proposeWriteOffAction = toAction(proposeWriteOff)
export const decideWriteOffAction = toAction(decideWriteOff)
export const reverseWriteOffAction = toAction(reverseWriteOffCommand)
