import { pinyin } from 'pinyin-pro'

/** 行 that closes a shop's name (烟酒行, 商行有限公司) is read háng, which the dictionary knows only in part. */
const shopEnding = /行(?=$|[^\p{Script=Han}]|有限)/gu
const soundsLikeShop = '航'

/**
 * 拼音首字母 of a name for search, small letters and digits only: `贵州茅台53°` is `gzmt53`. Characters without a
 * reading are left out. The dictionary is large: for the server only.
 */
export function pinyinInitials(text: string): string {
  const readable = text.normalize('NFKC').replace(shopEnding, soundsLikeShop)
  return pinyin(readable, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
