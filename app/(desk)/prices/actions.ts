'use server'

import { toAction } from '#lib/command/to-action.ts'
import { setCustomerPrice } from '#lib/domain/prices/commands/set-customer-price.ts'
import { setListPrice } from '#lib/domain/prices/commands/set-list-price.ts'

export const setListPriceAction = toAction(setListPrice)
export const setCustomerPriceAction = toAction(setCustomerPrice)
