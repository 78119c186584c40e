'use server'

import { toAction } from '#lib/command/to-action.ts'
import { setChannelPolicy } from '#lib/domain/account-sets/commands/set-channel.ts'
import { setCopyStyle } from '#lib/domain/account-sets/commands/set-copy.ts'
import { setTaxRate } from '#lib/domain/account-sets/commands/set-tax-rate.ts'
import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { reopenPeriod, requestReopening } from '#lib/domain/account-sets/commands/reopen-period.ts'
import { openPeriod } from '#lib/domain/account-sets/commands/turn-period.ts'
import { changeAccountSet } from '#lib/domain/account-sets/commands/update.ts'
import { createWarehouse } from '#lib/domain/warehouses/commands/create.ts'
import { changeWarehouse } from '#lib/domain/warehouses/commands/update.ts'

export const changeAccountSetAction = toAction(changeAccountSet)
export const setChannelPolicyAction = toAction(setChannelPolicy)
export const setCopyStyleAction = toAction(setCopyStyle)
export const setTaxRateAction = toAction(setTaxRate)
export const openPeriodAction = toAction(openPeriod)
export const closePeriodAction = toAction(closePeriod)
export const requestReopeningAction = toAction(requestReopening)
export const reopenPeriodAction = toAction(reopenPeriod)
export const createWarehouseAction = toAction(createWarehouse)
export const changeWarehouseAction = toAction(changeWarehouse)
