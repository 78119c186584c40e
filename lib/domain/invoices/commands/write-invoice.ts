import type { CommandContext } from '#lib/command/define-command.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { type InvoiceContent, invoiceContentHash } from '#lib/domain/invoices/content.ts'
import { insertInvoice } from '#lib/domain/invoices/repository.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'

/** An invoice before it has its number. */
export type InvoiceDraft = Omit<InvoiceContent, 'paperId' | 'number'>

/** Gives an invoice its number and writes it. Two statements. */
export async function writeInvoice(
  { tx, actor, now, today }: Pick<CommandContext, 'tx' | 'actor' | 'now' | 'today'>,
  draft: InvoiceDraft,
  numberFormat: string,
): Promise<{ accountSetId: number; paperId: string; number: string }> {
  const { accountSetId } = draft
  const period = periodOf(today)
  const sequence = (await takeSequences(tx, accountSetId, period, ['INVOICE'])).get('INVOICE') ?? 0
  const paperId = newId(now)
  const number = paperNumber(numberFormat, 'INVOICE', period, sequence)
  const content = { ...draft, paperId, number }
  const contentHash = invoiceContentHash(content)
  const chainHash = chainStart({ accountSetId, paperId, kind: 'INVOICE', number, contentHash })
  await insertInvoice(tx, {
    ...{ content, period, sequence, businessDate: today, contentHash, chainHash },
    ...{ requestedById: actor.userId, at: now },
  })
  return { accountSetId, paperId, number }
}
