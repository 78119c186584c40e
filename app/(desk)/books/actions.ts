'use server'

import { toAction } from '#lib/command/to-action.ts'
import { addAccount } from '#lib/domain/books/commands/add-account.ts'
import { chooseChart } from '#lib/domain/books/commands/choose-chart.ts'
import { numberVouchers } from '#lib/domain/books/commands/number-vouchers.ts'
import { renameAccount } from '#lib/domain/books/commands/rename-account.ts'

export const numberVouchersAction = toAction(numberVouchers)
export const chooseChartAction = toAction(chooseChart)
export const addAccountAction = toAction(addAccount)
export const renameAccountAction = toAction(renameAccount)
