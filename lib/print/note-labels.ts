import type { Channel, SettlementMethod, SheetSlot } from './note-sheet.ts'

/**
 * Every word the sheet prints, as the message catalogue holds it under `print.sheet`. Words in braces are filled in
 * by `fillIn`. Renderers take this object, so they know neither a language nor a catalogue.
 */
export type NoteLabels = {
  colon: string
  number: string
  businessDate: string
  accountSet: string
  page: string
  customer: string
  contact: string
  phone: string
  deliveryAddress: string
  channel: string
  channels: Record<Channel, string>
  settlementMethod: string
  settlementMethods: Record<SettlementMethod, string>
  freightAgent: string
  advancedFreight: string
  urgent: string
  specialInstructions: string
  lineNumber: string
  productName: string
  specification: string
  quantity: string
  baseQuantity: string
  unitPrice: string
  discount: string
  amount: string
  taxRate: string
  remark: string
  gift: string
  codes: string
  total: string
  carriedIn: string
  carriedOut: string
  casesAndBottles: string
  casesOnly: string
  bottlesOnly: string
  noteDiscount: string
  roundingOff: string
  net: string
  tax: string
  gross: string
  grossInWords: string
  slots: Record<SheetSlot, string>
  verify: string
  relaxedSignatures: string
  contentHash: string
  copy: string
  copyName: string
  reprint: string
  void: string
  voidLine: string
  replacedBy: string
  replaces: string
  qrCode: string
  copiesNavigation: string
  paper: string
}

/** A label with its words in braces filled in: `第 {page} 页` with `{ page: 2 }`. Unknown words stay as they are. */
export function fillIn(label: string, words: Readonly<Record<string, string | number>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole))
}
