import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { readReceiptsOf, readReceived } from '#lib/domain/supplier-returns/received-queries.ts'
import { leftOf, POST_SUPPLIER_RETURN_GATE } from '#lib/domain/supplier-returns/rules.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import { readFormProducts } from '#lib/papers/goods/choice-queries.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { RESERVING } from '#lib/papers/goods/kinds.ts'
import { namedPaper } from '#lib/papers/goods/named-paper.ts'
import type { Returnable } from '#lib/papers/goods/open-form.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

/** The gate in front of the goods leaving, as the command will see it; null once they have left. Two statements. */
export async function readSupplierReturnGate(
  reader: Reader,
  person: Pick<Person, 'userId'>,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<Checklist | null> {
  if (!RESERVING.includes(paper.status)) return null
  const period = await readPeriod(reader, paper.accountSetId, periodOf(today))
  const receipts = await readReceiptsOf(reader, paper)
  const at = { actorId: person.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
  return evaluate(POST_SUPPLIER_RETURN_GATE, { ...postFacts(paper, at), receipts })
}

/** Who looks for what: a code, number, address or product; the supplier once it is known. */
export type ReturnableWish = { accountSetId: number; supplierId: string | null; text: string; today: string }

const MOST_LINES = 60

type Candidate = {
  sourcePaperId: string
  sourceLineNo: number
  supplierName: string
  codeKind: string | null
}

/**
 * Lines of posted receipts that can still go back, the newest receipt first: of the one a code came in with, of the
 * receipt that is named, or of the supplier. Nothing for another account set. Three statements.
 */
export async function findReturnableReceipts(
  reader: Reader,
  person: Counter,
  wish: ReturnableWish,
): Promise<Returnable[]> {
  const { accountSetId, today } = wish
  if (!person.accountSetIds.includes(accountSetId)) return []
  const candidates = await readCandidates(reader, wish)
  if (candidates.length === 0) return []
  const received = await readReceived(reader, accountSetId, candidates)
  const scope = { accountSetId, warehouseId: null, today, person }
  const ids = [...new Set(received.map(({ productId }) => productId))]
  const products = await readFormProducts(reader, scope, ids)
  return candidates.flatMap((candidate): Returnable[] => {
    const { sourcePaperId, sourceLineNo, supplierName, codeKind } = candidate
    const line = received.find(({ paperId, lineNo }) => paperId === sourcePaperId && lineNo === sourceLineNo)
    const product = products.find(({ productId }) => productId === line?.productId)
    if (!line || !product || leftOf(line) === 0n) return []
    const units = product.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
    const left = formatQuantity(asQtyE3(leftOf(line)), units)
    const unit = codeKind === null ? undefined : codeKind === 'BOTTLE' ? units[0] : units.at(-1)
    const plain = { unitPrice: '', taxRate: '', disposition: '', remark: '' }
    return [
      {
        line: {
          ...plain,
          product,
          quantity: left,
          sourcePaperId,
          sourceLineNo,
          note: `${line.number} · ${left}`,
        },
        party: { id: line.supplierId, name: supplierName },
        scannedUnit: unit?.unit ?? null,
      },
    ]
  })
}

function readCandidates(
  reader: Reader,
  { accountSetId, supplierId, text }: ReturnableWish,
): Promise<Candidate[]> {
  const { code, number, paperId, token } = namedPaper(text)
  const term = searchTerm(text)
  const ofParty =
    supplierId === null
      ? Prisma.sql`false`
      : term === null
        ? Prisma.sql`g.supplier_id = ${supplierId}::uuid`
        : Prisma.sql`g.supplier_id = ${supplierId}::uuid AND (upper(p.number) LIKE ${`%${number.replace(/[\\%_]/g, '')}%`}
            OR r.search_key LIKE ALL (${term.words}::text[]))`
  const named = Prisma.sql`g.paper_id IN (SELECT id FROM named) OR (g.paper_id, l.line_no) IN (SELECT paper_id, line_no FROM coded)`
  return reader.$queryRaw<Candidate[]>`
    WITH coded AS MATERIALIZED (
      SELECT c.paper_id, c.line_no, c.kind FROM code_capture c WHERE c.account_set_id = ${accountSetId} AND c.code = ${code}
        AND NOT EXISTS (SELECT FROM code_release x WHERE x.account_set_id = c.account_set_id AND x.paper_id = c.paper_id
          AND x.sequence = c.sequence)
      UNION ALL SELECT a.paper_id, a.line_no, 'BOTTLE' FROM code_aggregation a
        WHERE a.account_set_id = ${accountSetId} AND a.code = ${code}),
    named AS MATERIALIZED (
      SELECT p.id FROM paper p WHERE p.account_set_id = ${accountSetId} AND (p.number = ${number} OR p.id = ${paperId}::uuid)
      UNION SELECT c.paper_id FROM document_copy c WHERE c.account_set_id = ${accountSetId} AND c.token = ${token}),
    wanted AS MATERIALIZED (SELECT id FROM named UNION SELECT paper_id FROM coded
      UNION SELECT v.paper_id FROM goods_paper v WHERE v.account_set_id = ${accountSetId} AND v.supplier_id = ${supplierId}::uuid)
    SELECT l.paper_id AS "sourcePaperId", l.line_no AS "sourceLineNo", g.party_name AS "supplierName",
      (SELECT min(c.kind) FROM coded c WHERE c.paper_id = l.paper_id AND c.line_no = l.line_no) AS "codeKind"
    FROM wanted w
    JOIN goods_paper g ON g.account_set_id = ${accountSetId} AND g.paper_id = w.id
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    JOIN goods_paper_line l ON l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id
    JOIN product r ON r.id = l.product_id
    WHERE g.kind = 'GOODS_RECEIPT' AND g.status = 'POSTED'
      AND (${supplierId}::uuid IS NULL OR g.supplier_id = ${supplierId}::uuid)
      AND (${named} OR (${ofParty}))
    ORDER BY "codeKind" NULLS LAST, g.posted_at DESC, l.line_no LIMIT ${MOST_LINES}`
}
