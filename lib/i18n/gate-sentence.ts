import { formatInstant } from '#lib/i18n/format.ts'
import type { ChecklistItem } from '#lib/kernel/gate.ts'
import type { Params } from '#lib/kernel/result.ts'

/** What says words: `useTranslations()` in the browser and `await getTranslations()` on the server, without a namespace. */
export type Words = {
  (key: string, values?: Record<string, string | number>): string
  has: (key: string) => boolean
}

/** Which messages hold the sentences of a step's gate: `<namespace>.<rule>.<code>`. */
const NAMESPACE_OF_STEP: Readonly<Record<string, string>> = {
  issue: 'gates',
  void: 'gates',
  pick: 'gatesRoad',
  prepare: 'gatesRoad',
  verify: 'gatesRoad',
  dispatch: 'gatesRoad',
  deliver: 'gatesRoad',
  post: 'gatesPost',
}

/** The namespaces a page sends to the browser for the checklist of a step. */
export function gateNamespaces(step: string): string[] {
  return [namespaceOf(step)]
}

/**
 * The sentence of one line of a checklist in the reader's language. A code nobody wrote a sentence for still says
 * which rule it is and the code to tell the administrator.
 */
export function gateSentence(
  words: Words,
  step: string,
  item: Pick<ChecklistItem, 'rule' | 'code' | 'params'>,
): string {
  const key = `${namespaceOf(step)}.${item.rule}.${item.code}`
  const values = { ...sayable(item.params), code: item.code }
  return words.has(key) ? words(key, values) : words('errors.refused.other', values)
}

/** The name of the role that can clear the line, or null where none is named. Needs `shell` on the page. */
export function gateRemedy(words: Words, item: Pick<ChecklistItem, 'remedy'>): string | null {
  const { role } = item.remedy
  const key = `shell.role.${role ?? ''}`
  return role !== undefined && words.has(key) ? words(key) : null
}

function namespaceOf(step: string): string {
  return NAMESPACE_OF_STEP[step] ?? 'gates'
}

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/

function sayable(params: Params): Record<string, string | number> {
  const said = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (typeof value === 'number') return [name, value]
    const text = String(value ?? '')
    return [name, instantShape.test(text) ? formatInstant(text) : text]
  })
  return Object.fromEntries(said)
}
