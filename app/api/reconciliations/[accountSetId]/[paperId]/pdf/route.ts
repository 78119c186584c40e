import { getLocale, getTranslations } from 'next-intl/server'
import { sessionSheet } from '#components/reconciliations/session-sheet.ts'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readSessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { fixedClock, today } from '#lib/kernel/clock.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { loadCjkFont } from '#lib/print/cjk-font.ts'
import { renderListedPdf } from '#lib/print/listed-pdf.ts'
import { pdfFile } from '../../../../pdf-answer.ts'
import { whileThere } from '../../../../while-there.ts'

/** The sheet of a session as A4 pages, to be filed as it was signed; for everybody else there is none (A05). */
export const GET = whileThere(
  async (_request: Request, { params }: { params: Promise<GoodsAddress> }): Promise<Response> => {
    const actor = await currentActor()
    if (!actor) return new Response(null, { status: 401 })
    const key = goodsKeyOf(await params)
    const { db, clock } = theDesk()
    const mayRead = actor.permissions.has('reconciliation.read')
    const page = key && mayRead ? await readSessionPage(db, actor, key, today(clock)) : null
    if (!page) return new Response(null, { status: 404 })
    const { session } = page
    const t = await getTranslations('reconciliations')
    const accountSet = actor.accountSets.find(({ id }) => id === session.accountSetId)
    const pdf = await renderListedPdf(sessionSheet(page, accountSet?.name ?? '', t), {
      language: await getLocale(),
      // The session's own moment: the same sheet gives the same bytes.
      createdAt: fixedClock(session.closedAt ?? session.openedAt).now(),
      font: await loadCjkFont(),
    })
    return pdfFile(pdf, session.number)
  },
)
