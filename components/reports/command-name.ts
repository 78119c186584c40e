/** What says words of the reports: the translator of `reports`, on the server or in the browser. */
type Words = { (key: string): string; has: (key: string) => boolean }

/** A command in the desk's words; one without a name is told by its own. */
export function commandName(words: Words, command: string): string {
  const key = `command.${command}`
  return words.has(key) ? words(key) : command
}
