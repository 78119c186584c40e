import { ACCOUNTING_GATE } from '#lib/domain/delivery-notes/accounting-rules.ts'
import { DELIVER_GATE } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { DISPATCH_GATE } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import { HAND_TO_KEEPER_GATE } from '#lib/domain/delivery-notes/hand-over-rules.ts'
import { ISSUE_GATE } from '#lib/domain/delivery-notes/issue-rules.ts'
import { POST_GATE } from '#lib/domain/delivery-notes/post-rules.ts'
import { PREPARE_GATE } from '#lib/domain/delivery-notes/prepare-rules.ts'
import { VERIFY_GATE } from '#lib/domain/delivery-notes/verify-rules.ts'
import { VOID_GATE } from '#lib/domain/delivery-notes/void-rules.ts'

/** Every gate of a delivery note, in the order of its life. */
export const NOTE_GATES = [
  ISSUE_GATE,
  HAND_TO_KEEPER_GATE,
  PREPARE_GATE,
  VERIFY_GATE,
  DISPATCH_GATE,
  DELIVER_GATE,
  ACCOUNTING_GATE,
  POST_GATE,
  VOID_GATE,
] as const
