/** Which rows are chosen, and which one the keys stand on. */
export type Choice = { chosen: ReadonlySet<string>; at: number }

/** A row as far as choosing it is concerned. */
export type Choosable = { key: string; isOpen: boolean }

/** Keeps only what is still there, and the place within the rows. */
export function stillThere({ chosen, at }: Choice, rows: readonly Choosable[]): Choice {
  const keys = new Set(rows.map((row) => row.key))
  return {
    chosen: new Set([...chosen].filter((key) => keys.has(key))),
    at: Math.max(0, Math.min(at, rows.length - 1)),
  }
}

/** Puts a row in or out. */
export function toggled({ chosen, at }: Choice, key: string): Choice {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return { chosen: next, at }
}

/** All that can be done; pressed again, none. */
export function allOrNone({ chosen, at }: Choice, rows: readonly Choosable[]): Choice {
  const open = rows.filter((row) => row.isOpen).map((row) => row.key)
  const hasAll = open.every((key) => chosen.has(key))
  return { chosen: new Set(hasAll ? [] : open), at }
}

/** Where a key leads, or null when it leads nowhere. */
export function placeAfter(key: string, at: number, count: number): number | null {
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + 10,
    PageUp: at - 10,
  }[key]
  if (target === undefined || count === 0) return null
  return Math.max(0, Math.min(count - 1, target))
}
