import { sayable, type Words } from '#lib/i18n/words.ts'
import type { ChecklistItem } from '#lib/kernel/gate.ts'

/*
 * What the lines of a gate say stands in one place: `messages/<language>/gates/<step>`, under the rule and its code.
 * `gates/words` names what the figures stand for, the acts, and who can clear a line.
 */

/** The namespaces a page sends to the browser for the checklists of these steps; `shell` is on every page. */
export function gateNamespaces(...steps: string[]): string[] {
  return ['gates/words', ...steps.map((step) => `gates/${step}`)]
}

/**
 * The sentence of one line of a checklist in the reader's language. A code nobody wrote a sentence for still says
 * which code to tell the administrator.
 */
export function gateSentence(
  words: Words,
  step: string,
  { rule, code, params }: Pick<ChecklistItem, 'rule' | 'code' | 'params'>,
): string {
  const key = `gates/${step}.${rule}.${code}`
  if (!words.has(key)) return words('errors.refused.other', { code })
  const wordOf = (name: string, text: string) => named(words, name, text)
  return words(key, sayable(words, params, wordOf))
}

/** Who can clear the line, and by which act; null where nobody is named. */
export function gateRemedy(
  words: Words,
  { remedy: { role, act } }: Pick<ChecklistItem, 'remedy'>,
): string | null {
  const who = wordOrNull(words, `shell.role.${role ?? ''}`)
  const what = wordOrNull(words, `gates/words.act.${act ?? ''}`)
  if (who === null) return what === null ? null : words('gates/words.anyoneAct', { act: what })
  return what === null
    ? words('gates/words.by', { role: who })
    : words('gates/words.byAct', { role: who, act: what })
}

/** What a figure stands for: `DRIVER` or `PREPARER,KEEPER` in the desk's words, any other text (`2,400`) as it is. */
function named(words: Words, name: string, text: string): string {
  if (!/^[A-Z][A-Z\d_]*(,[A-Z][A-Z\d_]*)*$/.test(text)) return text
  const parts = text.split(',').map((part) => wordOrNull(words, `gates/words.value.${name}.${part}`) ?? part)
  return parts.join(parts.length > 1 ? words('gates/words.between') : '')
}

function wordOrNull(words: Words, key: string): string | null {
  return words.has(key) ? words(key) : null
}
