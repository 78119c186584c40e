import type { CodedKey } from '#lib/codes/coded-paper.ts'
import type { Tx } from '#lib/db/client.ts'

/** A bottle and the case it stands in; `caseHolds` is how many bottles that case takes. */
export type PackedCode = {
  code: string
  caseCode: string
  productId: string
  lineNo: number
  caseHolds: number
}

/**
 * Keeps which bottle is inside which case, as learned on a receipt. Answers how many were kept: fewer than given when one
 * was learned elsewhere, is a case itself, went its own way or its case was filled in the same moment. One statement, whatever the number;
 * the caller holds the receipt and the cases.
 */
export async function insertPacked(
  tx: Tx,
  { accountSetId, paperId }: CodedKey,
  packed: readonly PackedCode[],
): Promise<number> {
  return tx.$executeRaw`
    WITH draft AS MATERIALIZED (SELECT d.* FROM jsonb_to_recordset(${JSON.stringify(packed)}::jsonb)
      AS d(code text, "caseCode" text, "productId" uuid, "lineNo" int, "caseHolds" int)),
    fits AS MATERIALIZED (SELECT d."caseCode" FROM draft d GROUP BY d."caseCode"
      HAVING count(*) + (SELECT count(*) FROM code_aggregation a WHERE a.account_set_id = ${accountSetId}
        AND a.case_code = d."caseCode") <= min(d."caseHolds"))
    INSERT INTO code_aggregation (account_set_id, code, case_code, product_id, paper_id, line_no)
    SELECT ${accountSetId}, d.code, d."caseCode", d."productId", ${paperId}::uuid, d."lineNo" FROM draft d
    JOIN fits USING ("caseCode")
    WHERE NOT EXISTS (SELECT FROM code_holding h WHERE h.account_set_id = ${accountSetId} AND h.code = d.code)
      AND NOT EXISTS (SELECT FROM code_aggregation a WHERE a.account_set_id = ${accountSetId} AND a.case_code = d.code)
      AND NOT EXISTS (SELECT FROM code_aggregation a WHERE a.account_set_id = ${accountSetId} AND a.code = d."caseCode")
      AND EXISTS (SELECT FROM code_holding h WHERE h.account_set_id = ${accountSetId} AND h.code = d."caseCode"
        AND h.paper_id = ${paperId}::uuid)
    ORDER BY d.code ON CONFLICT DO NOTHING`
}
