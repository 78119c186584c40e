import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import type { Permission } from '#lib/auth/permissions.ts'
import { act, type Command, defineCommand } from '#lib/command/define-command.ts'
import type { Tx } from '#lib/db/client.ts'
import { COPY_KINDS, type CopyKind } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { withinScope } from '#lib/papers/note-scope.ts'
import { paperInput } from '#lib/papers/schema.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Paper forms and ways to print; the same words as lib/print/forms.ts. */
export const PRINT_FORMS = ['W241_H279', 'W241_H140', 'W241_H93', 'A4'] as const
export const PRINT_MEDIA = ['IMPACT', 'LASER', 'PDF'] as const

export const recordPrintInput = z.strictObject({
  ...paperInput,
  form: z.enum(PRINT_FORMS, 'unknown'),
  medium: z.enum(PRINT_MEDIA, 'unknown'),
  copies: z.array(z.enum(COPY_KINDS)).min(1, 'empty').max(COPY_KINDS.length, 'tooMany'),
})

/** How often each copy has been printed, this time included. */
export type PrintCount = { kind: CopyKind; count: number }

type Printing = Command<
  z.output<typeof recordPrintInput>,
  { number: string },
  { number: string; kinds: CopyKind[] },
  { number: string; counts: PrintCount[] }
>

function printing(name: string, permission: Permission, scopeOf: (person: Person) => Prisma.Sql): Printing {
  return defineCommand({
    name,
    permission,
    input: recordPrintInput,
    queryBudget: 7,
    load: async ({ tx, actor }, { accountSetId, paperId }) => {
      const rows = await tx.$queryRaw<{ number: string }[]>`
        SELECT p.number FROM paper p
        WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid AND ${scopeOf(actor)}
        FOR UPDATE OF p`
      return rows[0] ?? null
    },
    decide: (paper, input) => act({ number: paper.number, kinds: [...new Set(input.copies)] }),
    save: async ({ tx, actor, now }, { number, kinds }, { accountSetId, paperId, form, medium }) => {
      const step = { printedById: actor.userId, at: now, form, medium }
      const counts = await countPrints(tx, { accountSetId, paperId }, kinds, step)
      const payload = { number, form, medium, copies: kinds, counts: counts.map(({ count }) => count) }
      return { value: { number, counts }, events: [{ accountSetId, paperId, payload }] }
    },
  })
}

/**
 * 打印: counts a print of each copy before its sheet is shown, so that no sheet comes out uncounted; from the second
 * on the sheet says 补打 with its count (R124, R136).
 */
export const recordPrint = printing('print.record', 'note.print', (person) => {
  return Prisma.sql`EXISTS (SELECT FROM delivery_note n
    WHERE n.account_set_id = p.account_set_id AND n.paper_id = p.id AND ${withinScope(person)})`
})

/** The same for a goods paper. */
export const recordGoodsPrint = printing('goodsPaper.print', 'goodsPaper.print', (person) => {
  return Prisma.sql`EXISTS (SELECT FROM goods_paper g
    WHERE g.account_set_id = p.account_set_id AND g.paper_id = p.id AND ${withinGoodsScope(person)})`
})

function countPrints(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  kinds: readonly CopyKind[],
  step: { printedById: string; at: Date; form: string; medium: string },
): Promise<PrintCount[]> {
  return tx.$queryRaw<PrintCount[]>`
    WITH counted AS (UPDATE document_copy SET print_count = print_count + 1
      WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND kind = ANY(${[...kinds]}::text[])
      RETURNING account_set_id, paper_id, kind, print_count),
    event AS (INSERT INTO print_event (account_set_id, paper_id, copy_kind, sequence, form, medium, printed_by_id, at)
      SELECT account_set_id, paper_id, kind, print_count, ${step.form}, ${step.medium}, ${step.printedById}::uuid, ${step.at}
      FROM counted)
    SELECT kind, print_count AS count FROM counted ORDER BY kind`
}
