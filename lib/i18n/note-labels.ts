import chinese from './messages/zh-CN/print.json' with { type: 'json' }
import english from './messages/en/print.json' with { type: 'json' }
import { isLocale, type Locale } from './locales.ts'

const sheets = { 'zh-CN': chinese.sheet, en: english.sheet } satisfies Record<Locale, object>

/** The words of a printed sheet in one language, Chinese for one the desk does not speak. */
export function sheetWords(locale: string): typeof chinese.sheet {
  return sheets[isLocale(locale) ? locale : 'zh-CN']
}
