'use server'

import { toAction } from '#lib/command/to-action.ts'
import { makeStatementLink } from '#lib/domain/statements/commands/make-link.ts'
import { makeStatement } from '#lib/domain/statements/commands/make.ts'
import { revokeStatementLink } from '#lib/domain/statements/commands/revoke-link.ts'
import { sendStatement } from '#lib/domain/statements/commands/send.ts'

export const makeStatementAction = toAction(makeStatement)
export const sendStatementAction = toAction(sendStatement)
export const makeStatementLinkAction = toAction(makeStatementLink)
export const revokeStatementLinkAction = toAction(revokeStatementLink)
