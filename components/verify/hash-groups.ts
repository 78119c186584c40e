/** A hash in groups of four figures, as people read it aloud and type it back. */
export function hashGroups(hash: string): string {
  return (hash.match(/.{1,4}/g) ?? []).join(' ')
}
