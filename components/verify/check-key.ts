/** Where the name of a check stands in the messages of `verify`; row checks share one sentence with their table. */
export function checkKey(check: string): { key: string; table: string | null } {
  const table = /^rows of (\w+) are as written$/.exec(check)?.[1] ?? null
  if (table !== null) return { key: 'rowsAsWritten', table }
  return { key: `check.${check.replace(/\W+/g, '_')}`, table: null }
}
