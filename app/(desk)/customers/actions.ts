'use server'

import { toAction } from '#lib/command/to-action.ts'
import { createCustomer } from '#lib/domain/customers/commands/create.ts'
import { setCustomerActive } from '#lib/domain/customers/commands/set-active.ts'
import { setCredit } from '#lib/domain/customers/commands/set-credit.ts'
import { changeCustomer } from '#lib/domain/customers/commands/update.ts'

export const createCustomerAction = toAction(createCustomer)
export const changeCustomerAction = toAction(changeCustomer)
export const setCreditAction = toAction(setCredit)
export const setCustomerActiveAction = toAction(setCustomerActive)
