import { pinyinInitials } from '#lib/kernel/pinyin.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** The columns that a product is found by. Name first, so that a match at the beginning is a better one. */
export function productKeys(product: {
  code: string
  name: string
  specification: string
  gtins: readonly string[]
}): { initials: string; searchKey: string } {
  const initials = pinyinInitials(product.name)
  const parts = [product.name, product.specification, product.code, initials, ...product.gtins]
  return { initials, searchKey: parts.map(searchKey).join('|') }
}
