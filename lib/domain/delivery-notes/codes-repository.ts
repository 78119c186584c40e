import type { Person } from '#lib/auth/actor.ts'
import type { ScanLine, SeenAt } from '#lib/codes/sort-scans.ts'
import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Tx } from '#lib/db/client.ts'

/** A note as the codes vault needs it, with what is known of the codes at hand. */
export type CodedNote = {
  accountSetId: number
  paperId: string
  number: string
  status: NoteStatus
  /** The keeper has signed for the codes: they are fixed. */
  isSigned: boolean
  lastSequence: number
  releaseCount: number
  lines: ScanLine[]
  bound: ReadonlyMap<string, SeenAt>
  barcodes: ReadonlySet<string>
  /** Damaged codes of this note, decided and waiting. */
  damaged: DamagedRow[]
}

export type DamagedRow = {
  sequence: number
  lineNo: number
  kind: string
  code: string
  reason: string
  reportedById: string
  decision: string | null
}

type FlatLine = {
  lineNo: number
  qtyE3: string
  caseFactorE3: string | null
  codesDue: number
  kinds: string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  coverageBp: number
  gtins: string[]
  cases: number
  bottles: number
}

type FlatNote = Omit<CodedNote, 'lines' | 'bound' | 'barcodes'> & {
  lines: FlatLine[]
  bound: (SeenAt & { code: string })[]
  barcodes: string[]
}

/**
 * Reads the note with its lines, its counts and where each of the codes at hand is bound, and holds paper and
 * note: all in one statement. What stands behind the lock may be newer than the counts; whoever writes compares
 * `lastSequence` and `releaseCount` again. Null outside the person's account sets and, for a keeper, warehouses.
 */
export async function holdCodedNote(
  tx: Tx,
  person: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: NoteKey,
  wish: { codes: readonly string[]; spellings: readonly string[]; warehouseIds: readonly string[] | null },
): Promise<CodedNote | null> {
  if (!person.accountSetIds.includes(accountSetId)) return null
  const rows = await tx.$queryRaw<FlatNote[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status,
      p.codes_hash IS NOT NULL AS "isSigned",
      (SELECT coalesce(max(c.sequence), 0) FROM code_capture c
        WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id) AS "lastSequence",
      (SELECT count(*)::int FROM code_release r
        WHERE r.account_set_id = n.account_set_id AND r.paper_id = n.paper_id) AS "releaseCount",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'qtyE3', l.qty_e3::text, 'caseFactorE3', l.case_factor_e3::text,
        'codesDue', l.codes_due, 'kinds', g.code_kinds, 'hasCaseCodes', g.has_case_codes, 'hasBottleCodes', g.has_bottle_codes,
        'coverageBp', g.code_coverage_bp, 'cases', coalesce(k.cases, 0), 'bottles', coalesce(k.bottles, 0),
        'gtins', (SELECT coalesce(jsonb_agg(u.gtin), '[]') FROM product_unit u WHERE u.product_id = l.product_id AND u.gtin IS NOT NULL)
        ) ORDER BY l.line_no)
       FROM delivery_note_line l JOIN product g ON g.id = l.product_id
       LEFT JOIN (SELECT h.line_no, count(*) FILTER (WHERE q.kind <> 'BOTTLE') AS cases, count(*) FILTER (WHERE q.kind = 'BOTTLE') AS bottles
         FROM code_holding h JOIN code_capture q USING (account_set_id, paper_id, sequence)
         WHERE h.account_set_id = ${accountSetId} AND h.paper_id = ${paperId}::uuid GROUP BY 1) k ON k.line_no = l.line_no
       WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', h.code, 'lineNo', h.line_no, 'number', op.number,
        'customerName', o.customer_name, 'isHere', h.paper_id = n.paper_id,
        'at', to_char(q.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))), '[]')
       FROM code_holding h
       JOIN code_capture q USING (account_set_id, paper_id, sequence)
       JOIN paper op ON op.account_set_id = h.account_set_id AND op.id = h.paper_id
       JOIN delivery_note o ON o.account_set_id = h.account_set_id AND o.paper_id = h.paper_id
       WHERE h.account_set_id = n.account_set_id AND h.code = ANY(${[...wish.codes]}::text[])) AS bound,
      (SELECT coalesce(jsonb_agg(lpad(u.gtin, 14, '0')), '[]') FROM product_unit u
       WHERE u.gtin = ANY(${[...wish.spellings]}::text[])) AS barcodes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', m.sequence, 'lineNo', m.line_no, 'kind', m.kind, 'code', m.code,
        'reason', m.reason, 'reportedById', m.reported_by_id, 'decision', m.decision) ORDER BY m.sequence), '[]')
       FROM damaged_code m WHERE m.account_set_id = n.account_set_id AND m.paper_id = n.paper_id) AS damaged
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid
      AND (${wish.warehouseIds === null} OR n.warehouse_id = ANY(${[...(wish.warehouseIds ?? [])]}::uuid[]))
    FOR UPDATE OF p, n`
  const row = rows[0]
  if (!row) return null
  return {
    ...row,
    lines: row.lines.map(lineOf),
    bound: new Map(row.bound.map(({ code, ...seen }) => [code, seen])),
    barcodes: new Set(row.barcodes),
  }
}

function lineOf({
  lineNo,
  qtyE3,
  caseFactorE3,
  codesDue,
  gtins,
  cases,
  bottles,
  ...policy
}: FlatLine): ScanLine {
  return {
    lineNo,
    qtyE3: BigInt(qtyE3),
    caseFactorE3: caseFactorE3 === null ? null : BigInt(caseFactorE3),
    codesDue,
    policy,
    gtins,
    kept: { cases, bottles },
  }
}
