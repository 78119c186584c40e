import type { ScanSignal } from '#components/scan/scan-signal.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import type { Words } from '#lib/i18n/words.ts'
import type { ScanAnswer } from '#lib/codes/sort-scans.ts'

/** One line of the strip: what was scanned and what the desk said. */
export type ToldScan = { typed: string; text: string; signal: ScanSignal }

/** What the holder of the scanner is told about one answer. */
export function tellScan(words: Words, answer: ScanAnswer): ToldScan {
  const told = { typed: answer.code === '' ? answer.typed : answer.code }
  const say = (key: string, values: Record<string, string | number> = {}) =>
    words(`codes.outcome.${key}`, values)
  switch (answer.outcome) {
    case 'kept':
      return { ...told, text: say('kept', { line: answer.lineNo }), signal: 'kept' }
    case 'here':
      return { ...told, text: say('here', { line: answer.lineNo }), signal: 'known' }
    case 'elsewhere': {
      const { number, customerName: customer, at } = answer
      const text =
        number === '' ? say('elsewhereNow') : say('elsewhere', { number, customer, at: formatInstant(at) })
      return { ...told, text, signal: 'refused' }
    }
    case 'notDue':
    case 'wrongKind':
      return { ...told, text: say(answer.outcome, { line: answer.lineNo }), signal: 'refused' }
    case 'opened':
      return {
        ...told,
        text: say('opened', { bottle: answer.bottle, number: answer.number }),
        signal: 'refused',
      }
    case 'missing':
      return {
        ...told,
        text: say('missing', { number: answer.number, at: formatInstant(answer.at) }),
        signal: 'refused',
      }
    case 'malformed':
      return { ...told, text: say(answer.reason), signal: 'refused' }
    default:
      return { ...told, text: say(answer.outcome), signal: 'refused' }
  }
}

/** One sound for a batch: the worst that happened. */
export function worstSignal(told: readonly ToldScan[]): ScanSignal {
  if (told.some((each) => each.signal === 'refused')) return 'refused'
  return told.some((each) => each.signal === 'known') ? 'known' : 'kept'
}
