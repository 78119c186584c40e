/** For JSON.stringify: amounts and quantities travel to the database as text, so that none is rounded. */
export function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value
}
