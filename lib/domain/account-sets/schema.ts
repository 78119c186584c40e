import { z } from 'zod'
import { CHANNELS, PRICE_MODES, SETTLEMENT_METHODS } from '#lib/domain/customers/schema.ts'
import { TAX_CLASSES } from '#lib/domain/products/schema.ts'
import type { Parsed } from '#lib/kernel/decimal.ts'
import {
  accountSetField,
  dateField,
  looseTextField,
  parsedField,
  percentField,
  textField,
  versionField,
} from '#lib/kernel/fields.ts'

/** When a billing application is asked for (decision 8). */
export const APPLICATION_POLICIES = ['BY_EXCEPTION', 'ALWAYS', 'NEVER'] as const
/** Decision 1. */
export const COPY_KINDS = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'] as const

const PLACES = ['{kind}', '{period}', '{sequence}'] as const

/** A number's format names kind, period and sequence once each, or two papers could have one number. */
export function readNumberFormat(typed: string): Parsed<string, string> {
  const format = typed.trim()
  if (format === '') return { ok: false, code: 'empty' }
  if (format.length > 60) return { ok: false, code: 'tooLong' }
  if (PLACES.some((place) => format.split(place).length !== 2)) return { ok: false, code: 'formatPlaces' }
  const fixed = PLACES.reduce((rest, place) => rest.replace(place, ''), format)
  return /^[\p{L}\d/_-]*$/u.test(fixed) ? { ok: true, value: format } : { ok: false, code: 'formatMarks' }
}

/** Every settings form names its account set and the version that was seen. */
const seen = { accountSetId: accountSetField, version: versionField }

export const accountSetChangesInput = z.strictObject({
  ...seen,
  name: textField(40),
  noteTitle: textField(60),
  numberFormat: parsedField(readNumberFormat),
  billingApplicationPolicy: z.enum(APPLICATION_POLICIES),
  requiresDistinctSigners: z.boolean(),
})

export const channelPolicyInput = z.strictObject({
  ...seen,
  channel: z.enum(CHANNELS),
  settlementMethods: z.array(z.enum(SETTLEMENT_METHODS)).min(1, 'empty').max(5, 'tooMany'),
  requiresPrepayment: z.boolean(),
  requiresFreightAgent: z.boolean(),
  requiresBarcode: z.boolean(),
  requiresSalesCheck: z.boolean(),
  requiresConsignmentNote: z.boolean(),
  priceMode: z.enum(PRICE_MODES),
})

export const copyStyleInput = z.strictObject({
  ...seen,
  kind: z.enum(COPY_KINDS),
  title: textField(20),
  colourName: textField(8),
  colourHex: z.string('text').regex(/^#[0-9a-fA-F]{6}$/, 'colourForm'),
  showsPrices: z.boolean(),
})

/** A rate from a day on; rates of days gone by stay (decision 4). */
export const taxRateInput = z.strictObject({
  taxClass: z.enum(TAX_CLASSES),
  validFrom: dateField,
  rate: percentField,
})

export const periodInput = z.strictObject({
  accountSetId: accountSetField,
  period: z.string('text').regex(/^(19|20|21)\d{2}(0[1-9]|1[0-2])$/, 'notAPeriod'),
})

/** Asking to open a closed month again. */
export const requestReopeningInput = z.strictObject({ ...periodInput.shape, reason: textField(200) })

/** Agreeing to it, or not. */
export const decideReopeningInput = z.strictObject({
  ...periodInput.shape,
  decision: z.enum(['AGREED', 'DECLINED'], 'decision'),
  remark: looseTextField(200),
})

export type RequestReopeningForm = z.input<typeof requestReopeningInput>
export type AccountSetForm = z.input<typeof accountSetChangesInput>
export type ChannelPolicyForm = z.input<typeof channelPolicyInput>
export type CopyStyleForm = z.input<typeof copyStyleInput>
export type TaxRateForm = z.input<typeof taxRateInput>
