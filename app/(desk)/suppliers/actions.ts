'use server'

import { toAction } from '#lib/command/to-action.ts'
import { createSupplier } from '#lib/domain/suppliers/commands/create.ts'
import { setSupplierActive } from '#lib/domain/suppliers/commands/set-active.ts'
import { changeSupplier } from '#lib/domain/suppliers/commands/update.ts'

export const createSupplierAction = toAction(createSupplier)
export const changeSupplierAction = toAction(changeSupplier)
export const setSupplierActiveAction = toAction(setSupplierActive)
