/** Text that PostgreSQL can hold: without NUL and broken surrogates. For looking things up, not for keeping. */
export function plainText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}
