import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { readReturnedNotes, readSold } from '#lib/domain/customer-returns/sold-queries.ts'
import { isBeforePosting, leftOf, POST_CUSTOMER_RETURN_GATE } from '#lib/domain/customer-returns/rules.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import { readFormProducts } from '#lib/papers/goods/choice-queries.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { namedPaper } from '#lib/papers/goods/named-paper.ts'
import type { Returnable } from '#lib/papers/goods/open-form.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

/** The post gate of a return as the command will see it; null once it is over. Two statements. */
export async function readCustomerReturnGate(
  reader: Reader,
  person: Pick<Person, 'userId'>,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<Checklist | null> {
  if (!isBeforePosting(paper)) return null
  const period = await readPeriod(reader, paper.accountSetId, periodOf(today))
  const notes = await readReturnedNotes(reader, paper)
  const at = { actorId: person.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
  return evaluate(POST_CUSTOMER_RETURN_GATE, { ...postFacts(paper, at), notes })
}

/** Who looks for what: a code, number, address or product; the customer once it is known. */
export type ReturnableWish = { accountSetId: number; customerId: string | null; text: string; today: string }

const MOST_LINES = 60

type Candidate = {
  sourcePaperId: string
  sourceLineNo: number
  customerName: string
  codeKind: string | null
}

/**
 * Lines of posted notes that can still come back, the newest note first: of the one a code went out with, of the note
 * that is named, or of the customer. Nothing for another account set. Three statements.
 */
export async function findReturnableSales(
  reader: Reader,
  person: Counter,
  wish: ReturnableWish,
): Promise<Returnable[]> {
  const { accountSetId, today } = wish
  if (!person.accountSetIds.includes(accountSetId)) return []
  const candidates = await readCandidates(reader, wish)
  if (candidates.length === 0) return []
  const sold = await readSold(reader, accountSetId, candidates)
  const scope = { accountSetId, warehouseId: null, today, person }
  const ids = [...new Set(sold.map(({ productId }) => productId))]
  const products = await readFormProducts(reader, scope, ids)
  return candidates.flatMap((candidate): Returnable[] => {
    const { sourcePaperId, sourceLineNo, customerName, codeKind } = candidate
    const line = sold.find(({ paperId, lineNo }) => paperId === sourcePaperId && lineNo === sourceLineNo)
    const product = products.find(({ productId }) => productId === line?.productId)
    if (!line || !product) return []
    const units = product.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
    const left = formatQuantity(asQtyE3(leftOf(line)), units)
    const unit = codeKind === null ? undefined : codeKind === 'BOTTLE' ? units[0] : units.at(-1)
    const plain = { unitPrice: '', taxRate: '', disposition: 'STOCK', remark: '' }
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
        party: { id: line.customerId, name: customerName },
        scannedUnit: unit?.unit ?? null,
      },
    ]
  })
}

function readCandidates(
  reader: Reader,
  { accountSetId, customerId, text }: ReturnableWish,
): Promise<Candidate[]> {
  const { code, number, paperId, token } = namedPaper(text)
  const term = searchTerm(text)
  const ofParty =
    customerId === null
      ? Prisma.sql`false`
      : term === null
        ? Prisma.sql`n.customer_id = ${customerId}::uuid`
        : Prisma.sql`n.customer_id = ${customerId}::uuid AND (upper(p.number) LIKE ${`%${number.replace(/[\\%_]/g, '')}%`}
            OR r.search_key LIKE ALL (${term.words}::text[]))`
  const named = Prisma.sql`n.paper_id IN (SELECT id FROM named) OR (n.paper_id, l.line_no) IN (SELECT paper_id, line_no FROM coded)`
  return reader.$queryRaw<Candidate[]>`
    WITH coded AS MATERIALIZED (
      SELECT h.paper_id, h.line_no, h.kind FROM code_holding h
        WHERE h.account_set_id = ${accountSetId} AND h.code = ${code} AND h.warehouse_id IS NULL
      UNION ALL SELECT h.paper_id, h.line_no, 'BOTTLE' FROM code_aggregation a
        JOIN code_holding h ON h.account_set_id = a.account_set_id AND h.code = a.case_code AND h.warehouse_id IS NULL
        WHERE a.account_set_id = ${accountSetId} AND a.code = ${code}
          AND NOT EXISTS (SELECT FROM code_holding o WHERE o.account_set_id = a.account_set_id AND o.code = a.code)),
    named AS MATERIALIZED (
      SELECT p.id FROM paper p WHERE p.account_set_id = ${accountSetId} AND (p.number = ${number} OR p.id = ${paperId}::uuid)
      UNION SELECT c.paper_id FROM document_copy c WHERE c.account_set_id = ${accountSetId} AND c.token = ${token}),
    wanted AS MATERIALIZED (SELECT id FROM named UNION SELECT paper_id FROM coded
      UNION SELECT v.paper_id FROM delivery_note v WHERE v.account_set_id = ${accountSetId} AND v.customer_id = ${customerId}::uuid)
    SELECT l.paper_id AS "sourcePaperId", l.line_no AS "sourceLineNo", n.customer_name AS "customerName",
      (SELECT min(c.kind) FROM coded c WHERE c.paper_id = l.paper_id AND c.line_no = l.line_no) AS "codeKind"
    FROM wanted w
    JOIN delivery_note n ON n.account_set_id = ${accountSetId} AND n.paper_id = w.id
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN delivery_note_line l ON l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id
    JOIN product r ON r.id = l.product_id
    JOIN delivery_outcome_line o ON o.account_set_id = l.account_set_id AND o.paper_id = l.paper_id AND o.line_no = l.line_no
    LEFT JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
    WHERE n.status = 'POSTED' AND o.accepted_e3 > coalesce(q.returned_e3, 0)
      AND (${customerId}::uuid IS NULL OR n.customer_id = ${customerId}::uuid)
      AND (${named} OR (${ofParty}))
    ORDER BY "codeKind" NULLS LAST, n.issued_at DESC, l.line_no LIMIT ${MOST_LINES}`
}

/** A return that takes back something of a note. */
export type ReturnOfNote = { paperId: string; number: string; status: string }

/** The returns on a note, in the order of their numbers; void ones too. One statement. */
export function readReturnsOf(reader: Reader, { accountSetId, paperId }: PaperKey): Promise<ReturnOfNote[]> {
  return reader.$queryRaw<ReturnOfNote[]>`
    SELECT g.paper_id AS "paperId", p.number, g.status FROM goods_paper g
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.account_set_id = ${accountSetId} AND g.kind = 'CUSTOMER_RETURN' AND g.paper_id IN (
      SELECT l.paper_id FROM goods_paper_line l WHERE l.account_set_id = ${accountSetId} AND l.source_paper_id = ${paperId}::uuid)
    ORDER BY p.number`
}
