import { type Canonical, canonicalJson } from '#lib/kernel/canonical.ts'

/** What changed, before and after, for the evidence. Equal members are left out. */
export function changesBetween(
  before: Readonly<Record<string, Canonical>>,
  after: Readonly<Record<string, Canonical>>,
): { before: Record<string, Canonical>; after: Record<string, Canonical> } {
  const changed = Object.keys(after).filter((name) => !isSame(before[name], after[name]))
  const pick = (from: Readonly<Record<string, Canonical>>): Record<string, Canonical> =>
    Object.fromEntries(changed.map((name) => [name, from[name] ?? null]))
  return { before: pick(before), after: pick(after) }
}

function isSame(one: Canonical | undefined, other: Canonical | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}
