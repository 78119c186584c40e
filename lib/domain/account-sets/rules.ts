import { type ChannelPolicyForm, COPY_KINDS, type CopyStyleForm } from '#lib/domain/account-sets/schema.ts'
import { CHANNELS, PRICE_MODES, SETTLEMENT_METHODS } from '#lib/domain/customers/schema.ts'

/** The period to open after the newest one; the month of `today` when there is none yet. */
export function nextPeriod(newest: string | undefined, today: string): string {
  if (newest === undefined) return `${today.slice(0, 4)}${today.slice(5, 7)}`
  const [year, month] = [Number(newest.slice(0, 4)), Number(newest.slice(4))]
  return month === 12 ? `${year + 1}01` : `${year}${String(month + 1).padStart(2, '0')}`
}

/** A stored policy as its form is filled. */
export function channelValues(stored: {
  channel: string
  settlementMethods: readonly string[]
  requiresPrepayment: boolean
  requiresFreightAgent: boolean
  requiresBarcode: boolean
  requiresSalesCheck: boolean
  requiresConsignmentNote: boolean
  priceMode: string
}): Omit<ChannelPolicyForm, 'accountSetId' | 'version'> {
  return {
    channel: CHANNELS.find((one) => one === stored.channel) ?? 'DIRECT',
    settlementMethods: SETTLEMENT_METHODS.filter((one) => stored.settlementMethods.includes(one)),
    requiresPrepayment: stored.requiresPrepayment,
    requiresFreightAgent: stored.requiresFreightAgent,
    requiresBarcode: stored.requiresBarcode,
    requiresSalesCheck: stored.requiresSalesCheck,
    requiresConsignmentNote: stored.requiresConsignmentNote,
    priceMode: PRICE_MODES.find((one) => one === stored.priceMode) ?? 'TAX_INCLUSIVE',
  }
}

/** A stored copy style as its form is filled. */
export function copyValues(stored: {
  kind: string
  title: string
  colourName: string
  colourHex: string
  showsPrices: boolean
}): Omit<CopyStyleForm, 'accountSetId' | 'version'> {
  return { ...stored, kind: COPY_KINDS.find((one) => one === stored.kind) ?? 'STUB' }
}
