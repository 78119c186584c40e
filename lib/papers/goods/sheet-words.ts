import type { GoodsName } from '#lib/papers/goods/kinds.ts'
import type { GoodsSheetWords } from '#lib/papers/goods/sheet.ts'
import { fillIn, type NoteLabels } from '#lib/print/note-labels.ts'
import chinese from '#lib/i18n/messages/zh-CN/goods.json' with { type: 'json' }
import english from '#lib/i18n/messages/en/goods.json' with { type: 'json' }
import { isLocale, type Locale } from '#lib/i18n/locales.ts'
import { sheetWords } from '#lib/i18n/note-labels.ts'

const sheets: Readonly<Record<Locale, GoodsSheetWords>> = { 'zh-CN': chinese.sheet, en: english.sheet }

/** The words of a goods paper's sheet in one language, Chinese for one the desk does not speak. */
export function goodsSheetWords(locale: string): GoodsSheetWords {
  return sheets[isLocale(locale) ? locale : 'zh-CN']
}

/** The labels that every sheet has, with those that name the kind of goods paper. */
export function goodsSheetLabels(locale: string, name: GoodsName): NoteLabels {
  const words = goodsSheetWords(locale)
  return {
    ...sheetWords(locale),
    number: words.number,
    paper: fillIn(words.paper, { kind: words.title[name] }),
    copiesNavigation: words.copiesNavigation,
  }
}
