import type { CopyKind } from '#lib/papers/copy-kinds.ts'

type Row = { accountSetId: number; paperId: string; number: string; kind: CopyKind }

type Way = { keeperName: string | null; offeredPlace: string | null; offeredToName: string | null }

export type Group<Of extends Row> = { key: string; first: Of; rows: Of[] }

/** Copies of one note together that went the same way, in the order in which they first appear. */
export function byWay<Of extends Row & Way>(rows: readonly Of[]): Group<Of>[] {
  const groups = new Map<string, Group<Of>>()
  for (const row of rows) {
    const key = [row.paperId, row.keeperName, row.offeredPlace, row.offeredToName].join(' ')
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { key, first: row, rows: [row] })
  }
  return [...groups.values()]
}

/** The copies of a group as the commands take them. */
export function keysOf(rows: readonly Row[]): { accountSetId: number; paperId: string; kind: CopyKind }[] {
  return rows.map(({ accountSetId, paperId, kind }) => ({ accountSetId, paperId, kind }))
}
