import type { OutcomeLine } from '#lib/domain/delivery-notes/deliver-rules.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { Tx } from '#lib/db/client.ts'

/** What is on the road for a note: codes still bound, and the value each line left at. */
export type OnTheRoad = {
  codes: { code: string; lineNo: number }[]
  values: { lineNo: number; valueFen: bigint }[]
  /** What each line is worth, and the 抹零 of the note. */
  amounts: { lineNo: number; netFen: bigint; taxFen: bigint }[]
  roundingOffFen: bigint
  /** It came back from a trip, and is on no other that has left. */
  isBroughtBack: boolean
  /** A photograph of the signed copy is filed under this hash. */
  isPhotoFiled: boolean
}

/** One statement. `photoHash` hex, null when the customer signed on the screen. */
export async function readOnTheRoad(tx: Tx, key: NoteKey, photoHash: string | null): Promise<OnTheRoad> {
  const rows = await tx.$queryRaw<
    (Omit<OnTheRoad, 'values' | 'amounts' | 'roundingOffFen'> & {
      values: { lineNo: number; valueFen: string }[]
      amounts: { lineNo: number; netFen: string; taxFen: string }[]
      roundingOffFen: string
    })[]
  >`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('code', h.code, 'lineNo', h.line_no)), '[]') FROM code_holding h
        WHERE h.account_set_id = ${key.accountSetId} AND h.paper_id = ${key.paperId}::uuid) AS codes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', e.line_no, 'valueFen', e.value_fen::text)), '[]')
       FROM stock_entry e WHERE e.account_set_id = ${key.accountSetId} AND e.paper_id = ${key.paperId}::uuid
         AND e.from_place = 'WAREHOUSE') AS values,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text)), '[]')
       FROM delivery_note_line l WHERE l.account_set_id = ${key.accountSetId} AND l.paper_id = ${key.paperId}::uuid) AS amounts,
      (SELECT n.rounding_off_fen::text FROM delivery_note n
       WHERE n.account_set_id = ${key.accountSetId} AND n.paper_id = ${key.paperId}::uuid) AS "roundingOffFen",
      (EXISTS (SELECT FROM trip_stop s WHERE s.account_set_id = ${key.accountSetId} AND s.note_id = ${key.paperId}::uuid
         AND s.not_delivered_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM trip_stop s JOIN trip t ON t.account_set_id = s.account_set_id AND t.paper_id = s.paper_id
         WHERE s.account_set_id = ${key.accountSetId} AND s.note_id = ${key.paperId}::uuid AND s.is_live
           AND t.status = 'LEFT')) AS "isBroughtBack",
      EXISTS (SELECT FROM paper_attachment a WHERE a.account_set_id = ${key.accountSetId} AND a.paper_id = ${key.paperId}::uuid
        AND a.hash = decode(${photoHash}, 'hex') AND a.purpose = 'SIGNED_COPY') AS "isPhotoFiled"`
  const row = rows[0]
  if (!row) throw new Error('a statement without FROM answers one row')
  return {
    ...row,
    roundingOffFen: BigInt(row.roundingOffFen),
    values: row.values.map((each) => ({ ...each, valueFen: BigInt(each.valueFen) })),
    amounts: row.amounts.map(({ lineNo, netFen, taxFen }) => {
      return { lineNo, netFen: BigInt(netFen), taxFen: BigInt(taxFen) }
    }),
  }
}

/**
 * Writes what the customer took line by line and moves the note on; the customer copy is signed from then on when
 * `isSigned`. False when the note has moved on since it was seen. One statement.
 */
export async function saveDelivery(
  tx: Tx,
  note: RoadNote,
  delivery: { outcome: 'FULL' | 'PARTIAL' | 'REFUSED'; lines: readonly OutcomeLine[]; isSigned: boolean },
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const lines = note.lines.map((line) => {
    const stated = delivery.lines.find((each) => each.lineNo === line.lineNo)
    const acceptedE3 = stated?.acceptedE3 ?? line.qtyE3
    return {
      lineNo: line.lineNo,
      acceptedE3: String(acceptedE3),
      refusedE3: String(line.qtyE3 - acceptedE3),
      reason: stated?.reason ?? '',
    }
  })
  const rows = await tx.$queryRaw<{ moved: number }[]>`
    WITH moved AS (UPDATE delivery_note SET status = 'DELIVERED', outcome = ${delivery.outcome}, delivered_at = ${by.at},
        version = version + 1
      WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
        AND status = 'DISPATCHED' AND version = ${note.version}
      RETURNING account_set_id, paper_id),
    stated AS (INSERT INTO delivery_outcome_said (account_set_id, paper_id, line_no, accepted_e3, refused_e3, reason, recorded_by_id, at)
      SELECT m.account_set_id, m.paper_id, r."lineNo", r."acceptedE3", r."refusedE3", r.reason, ${by.actorId}::uuid, ${by.at}
      FROM moved m, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        AS r("lineNo" int, "acceptedE3" bigint, "refusedE3" bigint, reason text)),
    copy AS (UPDATE document_copy c SET signed_at = ${by.at} FROM moved m
      WHERE ${delivery.isSigned} AND c.account_set_id = m.account_set_id AND c.paper_id = m.paper_id AND c.kind = 'CUSTOMER')
    SELECT count(*)::int AS moved FROM moved`
  return rows[0]?.moved === 1
}
