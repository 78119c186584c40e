'use server'

import { toAction } from '#lib/command/to-action.ts'
import { createProduct } from '#lib/domain/products/commands/create.ts'
import { setProductActive } from '#lib/domain/products/commands/set-active.ts'
import { changeProduct } from '#lib/domain/products/commands/update.ts'

export const createProductAction = toAction(createProduct)
export const changeProductAction = toAction(changeProduct)
export const setProductActiveAction = toAction(setProductActive)
