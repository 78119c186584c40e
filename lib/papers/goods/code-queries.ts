import type { Person } from '#lib/auth/actor.ts'
import { isCountedBlind } from '#lib/codes/way.ts'
import type { Reader } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readCodedGoods, notCapturing } from '#lib/papers/goods/coded.ts'
import { codesDueOf } from '#lib/codes/policy.ts'

/** A line as its codes are scanned. `casesDue` and `bottlesDue` are 1 or 0 where the paper is counted blind (R19). */
export type ScanningLine = {
  lineNo: number
  productName: string
  casesDue: number
  bottlesDue: number
  casesKept: number
  bottlesKept: number
  codesMissing: number
}

export type KeptRow = { sequence: number; lineNo: number; kind: string; code: string; isDamaged: boolean }
export type WaitingRow = { sequence: number; lineNo: number; code: string; reason: string }

/** A goods paper as its keeper scans codes on it. */
export type ScanningPaper = {
  accountSetId: number
  paperId: string
  number: string
  kind: string
  isBlind: boolean
  canChange: boolean
  lines: ScanningLine[]
  /** The last hundred, the latest first; `keptCount` counts all. */
  codes: KeptRow[]
  keptCount: number
  damaged: WaitingRow[]
}

type Named = { names: { lineNo: number; productName: string }[]; codes: KeptRow[]; keptCount: number }

/** What a keeper sees while scanning codes on a goods paper of their warehouses; null outside them. Two statements. */
export async function readScanningPaper(
  reader: Reader,
  person: Person,
  key: PaperKey,
): Promise<ScanningPaper | null> {
  const paper = await readCodedGoods(reader, person, key, { codes: [], spellings: [], inOwnWarehouse: true })
  if (!paper) return null
  const { names, codes, keptCount } = await readNamed(reader, key)
  const isBlind = isCountedBlind(paper.kind)
  const lines = paper.lines.map((line): ScanningLine => {
    const due = codesDueOf(line)
    const isCase = line.caseFactorE3 !== null
    const casesDue = isBlind ? Number(isCase) : due.cases
    const bottlesDue = isBlind ? 1 : due.bottles
    const { cases: casesKept, bottles: bottlesKept } = line.kept
    const missing = casesDue + bottlesDue - casesKept - bottlesKept
    return {
      lineNo: line.lineNo,
      productName: names.find((each) => each.lineNo === line.lineNo)?.productName ?? '',
      ...{ casesDue, bottlesDue, casesKept, bottlesKept },
      codesMissing: isBlind ? 1 : Math.max(0, missing),
    }
  })
  const damaged = paper.damaged
    .filter((each) => each.decision === null)
    .map(({ sequence, lineNo, code, reason }) => ({ sequence, lineNo, code, reason }))
  const { accountSetId, paperId, number, kind } = paper
  const canChange = notCapturing(paper) === null
  return { accountSetId, paperId, number, kind, isBlind, canChange, lines, codes, keptCount, damaged }
}

async function readNamed(reader: Reader, { accountSetId, paperId }: PaperKey): Promise<Named> {
  const rows = await reader.$queryRaw<Named[]>`
    WITH kept AS MATERIALIZED (SELECT c.* FROM code_capture c
      WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid
        AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
          AND r.sequence = c.sequence))
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productName', l.product_name)), '[]')
        FROM (SELECT line_no, product_name FROM goods_paper_line
            WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid
          UNION SELECT c.line_no, r.name FROM goods_count c JOIN product r ON r.id = c.product_id
            WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid AND NOT EXISTS (SELECT FROM goods_paper_line x
              WHERE x.account_set_id = c.account_set_id AND x.paper_id = c.paper_id AND x.line_no = c.line_no)) l) AS names,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', k.sequence, 'lineNo', k.line_no, 'kind', k.kind, 'code', k.code,
        'isDamaged', k.is_damaged) ORDER BY k.sequence DESC), '[]')
        FROM (SELECT * FROM kept ORDER BY sequence DESC LIMIT 100) k) AS codes,
      (SELECT count(*)::int FROM kept) AS "keptCount"`
  return rows[0] ?? { names: [], codes: [], keptCount: 0 }
}
