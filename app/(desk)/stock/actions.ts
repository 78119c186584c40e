'use server'

import { toAction } from '#lib/command/to-action.ts'
import { openStock } from '#lib/domain/stock/commands/open.ts'

export const openStockAction = toAction(openStock)
