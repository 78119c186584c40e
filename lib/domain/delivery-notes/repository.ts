import type { IssuedPapers, IssuePlan } from '#lib/domain/delivery-notes/issue-plan.ts'
import { COPY_KINDS } from '#lib/papers/copy-kinds.ts'
import { chainStart } from '#lib/papers/paper.ts'
import { signatureHash, type SignedStatement } from '#lib/papers/signature-hash.ts'
import type { Tx } from '#lib/db/client.ts'
import { newToken } from '#lib/kernel/ids.ts'

const hex = (bytes: Buffer): string => bytes.toString('hex')

/** When and from where a note is issued, and the numbers taken for it. */
type IssueContext = {
  now: Date
  period: string
  sequences: ReadonlyMap<string, number>
  address: string | null
  userAgent: string | null
}

/**
 * Writes an issued note in one statement: both papers, order, note, lines, four copies with the desk (R2),
 * the preparer's signature (R8), reserved stock, the customer's commitment, and closes the draft. Answers
 * false when the draft was already closed or stock moved away under a broken lock: nothing may then stand.
 */
export async function insertIssuedNote(
  tx: Tx,
  plan: IssuePlan,
  papers: IssuedPapers,
  context: IssueContext,
): Promise<boolean> {
  const document = JSON.stringify(issueDocument(plan, papers, context))
  const rows = await tx.$queryRaw<{ reserved: number; committed: number; drafts: number }[]>`
    SELECT reserved_rows AS reserved, committed_rows AS committed, closed_drafts AS drafts
    FROM write_issued_note(${document}::jsonb)`
  const written = rows[0]
  const productCount = new Set(plan.input.lines.map((line) => line.productId)).size
  return (
    written !== undefined &&
    written.reserved === productCount &&
    written.committed === 1 &&
    (plan.input.draftId === null || written.drafts === 1)
  )
}

function issueDocument(plan: IssuePlan, papers: IssuedPapers, context: IssueContext): object {
  const { note, order } = papers
  const accountSetId = note.accountSetId
  const identities = [
    ...(order && papers.orderHash
      ? [
          {
            accountSetId,
            paperId: order.paperId,
            kind: 'SALES_ORDER' as const,
            number: order.number,
            contentHash: papers.orderHash,
          },
        ]
      : []),
    {
      accountSetId,
      paperId: note.paperId,
      kind: 'DELIVERY_NOTE' as const,
      number: note.number,
      contentHash: papers.noteHash,
    },
  ]
  const signature: SignedStatement = {
    accountSetId,
    paperId: note.paperId,
    slot: 'PREPARER',
    signerId: plan.signer.userId,
    signerName: plan.signer.displayName,
    contentHash: hex(papers.noteHash),
    codesHash: null,
    method: plan.signer.method,
    signedAt: context.now.toISOString(),
    strokeHash: null,
  }
  const { lines: frozen, ...header } = note
  const lines = frozen.map((line, index) => ({
    ...line,
    orderLineNo: plan.orderLineNos[index] ?? line.lineNo,
  }))
  return {
    at: signature.signedAt,
    address: context.address,
    userAgent: context.userAgent,
    draftId: plan.input.draftId,
    note: header,
    lines,
    isNewOrder: plan.isNewOrder,
    intakeChannel: plan.input.intakeChannel,
    copies: COPY_KINDS.map((kind) => ({ kind, token: newToken() })),
    signature,
    signatureHash: hex(signatureHash(signature)),
    papers: identities.map((paper) => ({
      accountSetId,
      id: paper.paperId,
      kind: paper.kind,
      number: paper.number,
      period: context.period,
      sequence: context.sequences.get(paper.kind) ?? 0,
      hash: hex(paper.contentHash),
      chain: hex(chainStart(paper)),
      replacesId: paper.kind === 'DELIVERY_NOTE' ? plan.input.replacesId : null,
    })),
  }
}

/** Moves an existing order on by what a note bills of it: line by line in the order's own order. */
export async function advanceOrder(
  tx: Tx,
  order: { accountSetId: number; orderId: string },
  billed: readonly { lineNo: number; qtyE3: bigint }[],
): Promise<void> {
  const lines = billed.map((line) => ({ lineNo: line.lineNo, qtyE3: String(line.qtyE3) }))
  await tx.$executeRaw`
    WITH b AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS r("lineNo" int, "qtyE3" bigint)),
    moved AS (UPDATE sales_order_line l SET billed_e3 = l.billed_e3 + b."qtyE3" FROM b
      WHERE l.account_set_id = ${order.accountSetId} AND l.paper_id = ${order.orderId}::uuid AND l.line_no = b."lineNo"
      RETURNING l.line_no, l.qty_e3 - l.billed_e3 AS open_e3)
    UPDATE sales_order o SET version = o.version + 1, status = CASE WHEN EXISTS (
        SELECT FROM sales_order_line l LEFT JOIN moved m USING (line_no)
        WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id AND coalesce(m.open_e3, l.qty_e3 - l.billed_e3) > 0
      ) THEN 'PARTLY_BILLED' ELSE 'BILLED' END
    WHERE o.account_set_id = ${order.accountSetId} AND o.paper_id = ${order.orderId}::uuid`
}
