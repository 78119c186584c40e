import { getLocale, getTranslations } from 'next-intl/server'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import { vouchersByNumber } from '#lib/domain/books/queries-vouchers.ts'
import { periodField } from '#lib/domain/books/schema.ts'
import { voucherSummary } from '#lib/domain/books/summary.ts'
import { asked, askedNumber } from '#lib/kernel/address.ts'
import { loadCjkFont } from '#lib/print/cjk-font.ts'
import { renderVouchersPdf, type VoucherLabels } from '#lib/print/voucher-pdf.ts'
import { pdfFile } from '../../pdf-answer.ts'
import { whileThere } from '../../while-there.ts'

/** Numbered vouchers of a month as a PDF; for whoever reads these books, everybody else finds nothing (A05). */
export const GET = whileThere(async (request: Request): Promise<Response> => {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 401 })
  const params = Object.fromEntries(new URL(request.url).searchParams)
  const accountSetId = askedNumber(params, 'set') ?? 0
  const period = periodField.safeParse(asked(params, 'period'))
  const isReader = actor.permissions.has('books.read') && actor.accountSetIds.includes(accountSetId)
  if (!isReader || !period.success) return new Response(null, { status: 404 })
  const { clock } = theDesk()
  const db = theReports()
  const [first, last] = [askedNumber(params, 'first') ?? 1, askedNumber(params, 'last') ?? 1]
  const vouchers = await vouchersByNumber(db, { accountSetId, period: period.data, first, last })
  if (vouchers.length === 0) return new Response(null, { status: 404 })
  const language = await getLocale()
  const sheets = vouchers.map((voucher) => ({ ...voucher, summary: voucherSummary(voucher) }))
  const pdf = await renderVouchersPdf(sheets, await labelsOf(), {
    language,
    createdAt: clock.now(),
    font: await loadCjkFont(),
  })
  return pdfFile(pdf, `vouchers-${period.data}-${first}`)
})

async function labelsOf(): Promise<VoucherLabels> {
  const t = await getTranslations('books')
  return {
    title: t('voucher'),
    number: (number) => t('number', { number }),
    page: (page, pages) => t('pdf.of', { page, pages }),
    attached: t('pdf.attached'),
    columns: [t('column.summary'), t('account'), t('column.debit'), t('column.credit')],
    sum: t('pdf.sum'),
    signers: [t('pdf.reviewedBy'), t('pdf.cashier')],
    recordedBy: t('pdf.recordedBy'),
  }
}
