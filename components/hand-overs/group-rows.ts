import type { CopyKind } from '#lib/papers/copy-kinds.ts'

type Row = { accountSetId: number; paperId: string; number: string; kind: CopyKind }

export type Group<Of extends Row> = { key: string; first: Of; rows: Of[] }

/** Copies of one note together, in the order in which their notes first appear. */
export function byNote<Of extends Row>(rows: readonly Of[]): Group<Of>[] {
  const groups = new Map<string, Group<Of>>()
  for (const row of rows) {
    const group = groups.get(row.paperId)
    if (group) group.rows.push(row)
    else groups.set(row.paperId, { key: row.paperId, first: row, rows: [row] })
  }
  return [...groups.values()]
}

/** The copies of a group as the commands take them. */
export function keysOf(rows: readonly Row[]): { accountSetId: number; paperId: string; kind: CopyKind }[] {
  return rows.map(({ accountSetId, paperId, kind }) => ({ accountSetId, paperId, kind }))
}
