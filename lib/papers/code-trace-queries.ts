import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import type { CodeTrace } from '#lib/papers/code-trace.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { withinScope } from '#lib/papers/note-scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * The way of codes as the desk keeps them, in each of the person's account sets that knows them: their papers from birth
 * on, those of their case while they stood in it, their case and bottles. Papers outside the person's scope keep their
 * place and lose their names. One statement.
 */
export function readTraces(reader: Reader, person: Person, codes: readonly string[]): Promise<CodeTrace[]> {
  return reader.$queryRaw<CodeTrace[]>`
    WITH known AS MATERIALIZED (
      SELECT s.id AS account_set_id, w.code, a.case_code, a.product_id
      FROM unnest(${[...person.accountSetIds]}::int[]) AS s(id) CROSS JOIN unnest(${[...codes]}::text[]) AS w(code)
      LEFT JOIN code_aggregation a ON a.account_set_id = s.id AND a.code = w.code
      WHERE a.code IS NOT NULL OR EXISTS (SELECT FROM code_capture c WHERE c.account_set_id = s.id AND c.code = w.code)),
    own AS MATERIALIZED (
      SELECT c.*, NULL::text AS case_code, k.code AS asked FROM known k
      JOIN code_capture c ON c.account_set_id = k.account_set_id AND c.code = k.code),
    -- While it stood in its case the case's papers were its own.
    way AS MATERIALIZED (
      SELECT * FROM own UNION ALL
      SELECT c.*, k.case_code, k.code FROM known k
      JOIN code_capture c ON c.account_set_id = k.account_set_id AND c.code = k.case_code
      WHERE NOT EXISTS (SELECT FROM own o WHERE o.account_set_id = k.account_set_id AND o.asked = k.code AND o.at <= c.at
        AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = o.account_set_id AND r.paper_id = o.paper_id
          AND r.sequence = o.sequence)))
    SELECT k.account_set_id AS "accountSetId", s.name AS "accountSetName", k.code,
      coalesce(h.kind, first.kind, 'BOTTLE') AS kind, r.id AS "productId", r.code AS "productCode", r.name AS "productName",
      r.specification, k.case_code AS "caseCode",
      ${standingOf(person)} AS standing,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'isApart', b.is_apart) ORDER BY b.code), '[]')
        FROM (SELECT a.code, EXISTS (SELECT FROM code_holding x WHERE x.account_set_id = a.account_set_id AND x.code = a.code) AS is_apart
          FROM code_aggregation a WHERE a.account_set_id = k.account_set_id AND a.case_code = k.code ORDER BY a.code LIMIT 500) b) AS bottles,
      (SELECT coalesce(jsonb_agg(${stepOf(person)} ORDER BY c.at, coalesce(c.hop, 1)), '[]') FROM way c
        ${STEP_JOINS} WHERE c.account_set_id = k.account_set_id AND c.asked = k.code) AS steps
    FROM known k
    JOIN account_set s ON s.id = k.account_set_id
    LEFT JOIN code_holding h ON h.account_set_id = k.account_set_id AND h.code = k.code
    LEFT JOIN code_holding m ON m.account_set_id = k.account_set_id AND m.code = k.case_code AND h.code IS NULL
    LEFT JOIN LATERAL (SELECT o.kind, coalesce(d.product_id, g.product_id) AS product_id FROM own o
      LEFT JOIN delivery_note_line d ON d.account_set_id = o.account_set_id AND d.paper_id = o.paper_id AND d.line_no = o.line_no
      LEFT JOIN goods_paper_line g ON g.account_set_id = o.account_set_id AND g.paper_id = o.paper_id AND g.line_no = o.line_no
      WHERE o.account_set_id = k.account_set_id AND o.asked = k.code ORDER BY o.at LIMIT 1) first ON true
    JOIN product r ON r.id = coalesce(h.product_id, k.product_id, first.product_id)
    ORDER BY k.account_set_id, k.code`
}

/** Where `h`, the code's own place, or `m`, its case's, says that it is. */
function standingOf(person: Person): Prisma.Sql {
  return Prisma.sql`(SELECT jsonb_build_object(
      'number', CASE WHEN ${visible(person)} THEN p.number END, 'paperKind', p.kind, 'warehouseName', w.name,
      'isSettled', coalesce(n.status, g.status) = 'POSTED' OR p.kind = 'STOCK_COUNT')
    FROM paper p
    LEFT JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    LEFT JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    LEFT JOIN warehouse w ON w.id = coalesce(h.warehouse_id, m.warehouse_id)
    WHERE p.account_set_id = k.account_set_id AND p.id = coalesce(h.paper_id, m.paper_id))`
}

function visible(person: Person): Prisma.Sql {
  return Prisma.sql`coalesce(CASE WHEN n.paper_id IS NOT NULL THEN ${withinScope(person)} ELSE ${withinGoodsScope(person)} END, false)`
}

const STEP_JOINS = Prisma.sql`
  JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
  LEFT JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
  LEFT JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
  LEFT JOIN code_release f ON f.account_set_id = c.account_set_id AND f.paper_id = c.paper_id AND f.sequence = c.sequence
  LEFT JOIN app_user fu ON fu.id = f.released_by_id
  LEFT JOIN app_user cu ON cu.id = c.captured_by_id
  LEFT JOIN app_user au ON au.id = c.approved_by_id
  LEFT JOIN app_user du ON du.id = n.driver_id
  LEFT JOIN app_user ku ON ku.id = coalesce(n.keeper_id, g.keeper_id)
  LEFT JOIN app_user vu ON vu.id = coalesce(n.verified_by_id, g.verified_by_id)
  LEFT JOIN warehouse w ON w.id = c.warehouse_id`

/** One step as JSON: what happened always, who and where when the reader may see the paper. */
function stepOf(person: Person): Prisma.Sql {
  const shown = (sql: Prisma.Sql) => Prisma.sql`CASE WHEN ${visible(person)} THEN ${sql} END`
  return Prisma.sql`jsonb_build_object('accountSetId', c.account_set_id, 'paperId', c.paper_id, 'kind', p.kind,
    'isVisible', ${visible(person)}, 'number', ${shown(Prisma.sql`p.number`)}, 'status', coalesce(n.status, g.status),
    'businessDate', p.business_date, 'lineNo', c.line_no, 'at', ${instant('c.at')}, 'caseCode', c.case_code,
    'isDamaged', c.is_damaged, 'reason', c.reason, 'hop', coalesce(c.hop, 1), 'standsAt', w.name)
    || jsonb_build_object('capturedBy', coalesce(cu.display_name, ''), 'approvedBy', au.display_name,
    'warehouseName', coalesce(n.warehouse_name, g.warehouse_name),
    'customerId', ${shown(Prisma.sql`coalesce(n.customer_id, g.customer_id)`)},
    'party', ${shown(Prisma.sql`nullif(coalesce(n.customer_name, g.party_name), '')`)},
    'partyContact', ${shown(Prisma.sql`nullif(coalesce(n.contact_name, g.party_contact), '')`)},
    'preparer', ${shown(Prisma.sql`coalesce(n.preparer_name, g.preparer_name)`)},
    'handler', ${shown(Prisma.sql`coalesce(n.handler_name, g.handler_name)`)}, 'keeper', ku.display_name,
    'verifier', vu.display_name, 'driver', du.display_name, 'deliveredAt', ${instant('n.delivered_at')},
    'signers', (SELECT coalesce(jsonb_agg(jsonb_build_object('slot', z.slot, 'name', z.signer_name, 'at', ${instant('z.signed_at')})
       ORDER BY z.signed_at), '[]') FROM signature z WHERE ${visible(person)} AND z.account_set_id = c.account_set_id AND z.paper_id = c.paper_id),
    'stub', (SELECT jsonb_build_object('place', d.place, 'keeper', du2.display_name) FROM document_copy d
       LEFT JOIN app_user du2 ON du2.id = d.keeper_id
       WHERE d.account_set_id = c.account_set_id AND d.paper_id = c.paper_id AND d.kind = 'STUB'),
    'released', CASE WHEN f.cause IS NOT NULL THEN jsonb_build_object('cause', f.cause, 'by', coalesce(fu.display_name, ''),
       'at', ${instant('f.at')}) END)`
}

type InstantColumn = 'c.at' | 'f.at' | 'z.signed_at' | 'n.delivered_at'

const INSTANTS: Readonly<Record<InstantColumn, Prisma.Sql>> = {
  'c.at': Prisma.sql`to_char(c.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  'f.at': Prisma.sql`to_char(f.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  'z.signed_at': Prisma.sql`to_char(z.signed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  'n.delivered_at': Prisma.sql`to_char(n.delivered_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
}

function instant(column: InstantColumn): Prisma.Sql {
  return INSTANTS[column]
}

/** The same for one code as the desk keeps it, in one account set: what a diversion case freezes. One statement. */
export async function traceKept(
  reader: Reader,
  person: Person,
  accountSetId: number,
  code: string,
): Promise<CodeTrace | null> {
  if (!person.accountSetIds.includes(accountSetId)) return null
  const traces = await readTraces(reader, { ...person, accountSetIds: [accountSetId] }, [code])
  return traces[0] ?? null
}
