import { sayable, type Words } from '#lib/i18n/words.ts'
import type { ChecklistItem } from '#lib/kernel/gate.ts'

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
  const values = { ...sayable(words, item.params), code: item.code }
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
