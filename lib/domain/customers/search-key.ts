import { pinyinInitials } from '#lib/kernel/pinyin.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** The columns that a customer is found by, and `nameKey` by which twins are known (A15). Phones are not in it. */
export function customerKeys(customer: { code: string; name: string; contactName: string }): {
  nameKey: string
  initials: string
  searchKey: string
} {
  const initials = pinyinInitials(customer.name)
  const parts = [customer.name, customer.code, initials, customer.contactName]
  return { nameKey: searchKey(customer.name), initials, searchKey: parts.map(searchKey).join('|') }
}
