type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * Whether a key press is the combination, e.g. `Ctrl+Enter`, `Alt+N`, `F7`, `?`. Ctrl also means ⌘.
 * Shift counts only where it is named, because `?` needs it on some keyboards and not on others.
 */
export function isCombination(press: KeyPress, combination: string): boolean {
  const parts = combination.split('+')
  const key = parts.at(-1) ?? ''
  const modifiers = parts.slice(0, -1)
  if ((press.ctrlKey || press.metaKey) !== modifiers.includes('Ctrl')) return false
  if (press.altKey !== modifiers.includes('Alt')) return false
  if (modifiers.includes('Shift') && !press.shiftKey) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** Whether the combination would also be text, so that it must rest while one types. */
export function isText(combination: string): boolean {
  return !combination.includes('+') && [...combination].length === 1
}
