import type { Person } from '#lib/auth/actor.ts'
import type { RoadLine, RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import type { Reader, Tx } from '#lib/db/client.ts'

export type NoteKey = { accountSetId: number; paperId: string }

type FlatLine = Omit<RoadLine, 'units' | 'caseFactorE3' | 'qtyE3' | 'pick' | 'codesKept'> & {
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: string | null
  qtyE3: string
  cases: number
  bottles: number
  pick: { pickedE3: string; isQualityGood: boolean; remark: string; pickedById: string } | null
}

type FlatNote = Omit<RoadNote, 'lines'> & { lines: FlatLine[] }

/**
 * Holds the paper and the note until the transaction ends. A statement of its own, so that whatever is read
 * after it is read as it stands behind the lock.
 */
export async function holdNote(tx: Tx, { accountSetId, paperId }: NoteKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** The note with lines, picks, codes, signatures and copies in one statement; null outside the account sets. */
export async function readRoadNote(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: NoteKey,
): Promise<RoadNote | null> {
  if (!person.accountSetIds.includes(accountSetId)) return null
  const rows = await reader.$queryRaw<FlatNote[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status, n.version,
      n.business_date::text AS "businessDate", n.expected_on::text AS "expectedOn", n.is_urgent AS "isUrgent",
      n.special_instructions AS "specialInstructions", to_char(n.issued_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "issuedAt",
      n.customer_id AS "customerId", n.customer_name AS "customerName", n.contact_name AS "contactName", n.phone,
      n.delivery_address AS "deliveryAddress", coalesce(n.freight_agent, '') AS "freightAgent",
      coalesce(n.freight_phone, '') AS "freightPhone", n.settlement_method AS "settlementMethod",
      n.warehouse_id AS "warehouseId", n.warehouse_name AS "warehouseName", n.preparer_id AS "preparerId",
      n.preparer_name AS "preparerName", n.handler_id AS "handlerId", n.handler_name AS "handlerName",
      n.keeper_id AS "keeperId", k.display_name AS "keeperName", n.driver_id AS "driverId", d.display_name AS "driverName",
      n.verified_by_id AS "verifiedById", v.display_name AS "verifiedByName", n.gross_fen AS "grossFen",
      n.advanced_freight_fen AS "advancedFreightFen",
      encode(p.content_hash, 'hex') AS "contentHash", encode(p.codes_hash, 'hex') AS "codesHash",
      s.requires_distinct_signers AS "requiresDistinctSigners",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
        'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
        'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'isGift', l.is_gift, 'remark', l.remark,
        'codesDue', l.codes_due, 'codeKinds', g.code_kinds, 'hasCaseCodes', g.has_case_codes,
        'hasBottleCodes', g.has_bottle_codes, 'codeCoverageBp', g.code_coverage_bp, 'cases', coalesce(c.cases, 0),
        'bottles', coalesce(c.bottles, 0), 'damagedWaiting', coalesce(w.waiting, 0),
        'pick', CASE WHEN k.line_no IS NOT NULL THEN jsonb_build_object('pickedE3', k.picked_e3::text,
          'isQualityGood', k.is_quality_good, 'remark', k.remark, 'pickedById', k.picked_by_id) END) ORDER BY l.line_no)
       FROM delivery_note_line l
       JOIN product g ON g.id = l.product_id
       LEFT JOIN pick_line k USING (account_set_id, paper_id, line_no)
       LEFT JOIN (SELECT h.line_no, count(*) FILTER (WHERE q.kind <> 'BOTTLE') AS cases, count(*) FILTER (WHERE q.kind = 'BOTTLE') AS bottles
         FROM code_holding h JOIN code_capture q USING (account_set_id, paper_id, sequence)
         WHERE h.account_set_id = ${accountSetId} AND h.paper_id = ${paperId}::uuid GROUP BY 1) c ON c.line_no = l.line_no
       LEFT JOIN (SELECT m.line_no, count(*) AS waiting FROM damaged_code m
         WHERE m.account_set_id = ${accountSetId} AND m.paper_id = ${paperId}::uuid AND m.decision IS NULL GROUP BY 1) w
         ON w.line_no = l.line_no
       WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slot', g.slot, 'signerId', g.signer_id, 'signerName', g.signer_name,
        'signedAt', to_char(g.signed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'bindsCodes', g.codes_hash IS NOT NULL,
        'isWhole', g.content_hash = p.content_hash AND (g.codes_hash IS NULL OR g.codes_hash = p.codes_hash))), '[]')
       FROM signature g WHERE g.account_set_id = n.account_set_id AND g.paper_id = n.paper_id) AS signatures,
      (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'place', c.place, 'keeperId', c.keeper_id,
        'offeredPlace', c.offered_place, 'offeredToId', c.offered_to_id, 'printCount', c.print_count,
        'isExcused', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = c.account_set_id
          AND i.paper_id = c.paper_id AND i.copy_kind = c.kind AND i.ruling = 'ACCEPTED')) ORDER BY c.kind)
       FROM document_copy c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id) AS copies
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN account_set s ON s.id = n.account_set_id
    LEFT JOIN app_user k ON k.id = n.keeper_id
    LEFT JOIN app_user d ON d.id = n.driver_id
    LEFT JOIN app_user v ON v.id = n.verified_by_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid`
  const row = rows[0]
  return row ? { ...row, lines: row.lines.map(lineOf) } : null
}

function lineOf({ baseUnit, caseUnit, caseFactorE3, cases, bottles, ...line }: FlatLine): RoadLine {
  const factorE3 = caseFactorE3 === null ? null : BigInt(caseFactorE3)
  const base = { unit: baseUnit, factorE3: 1000n }
  return {
    ...line,
    units: caseUnit === null || factorE3 === null ? [base] : [base, { unit: caseUnit, factorE3 }],
    caseFactorE3: factorE3,
    qtyE3: BigInt(line.qtyE3),
    codesKept: { cases, bottles },
    pick: line.pick && { ...line.pick, pickedE3: BigInt(line.pick.pickedE3) },
  }
}

/** Reads the note, held when told; null when it is not within the person's account sets. */
export async function loadRoadNote(
  reader: Tx,
  person: Pick<Person, 'accountSetIds'>,
  key: NoteKey,
): Promise<RoadNote | null> {
  await holdNote(reader, key)
  return readRoadNote(reader, person, key)
}
