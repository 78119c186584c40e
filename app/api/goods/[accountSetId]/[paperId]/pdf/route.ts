import { getLocale } from 'next-intl/server'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { goodsSheetLabels, goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPrint } from '#lib/papers/goods/print-queries.ts'
import { printAskOf } from '#lib/papers/print-ask.ts'
import { pdfAnswer } from '../../../../pdf-answer.ts'
import { whileThere } from '../../../../while-there.ts'

/**
 * A goods paper as a PDF. Its print is counted beforehand by `goodsPaper.print`; without that, 409. For whoever may
 * print the paper; everybody else is told that there is none (A05).
 */
export const GET = whileThere(
  async (request: Request, { params }: { params: Promise<GoodsAddress> }): Promise<Response> => {
    const actor = await currentActor()
    if (!actor) return new Response(null, { status: 401 })
    const key = goodsKeyOf(await params)
    const asked = new URL(request.url).searchParams
    const ask = printAskOf({ form: asked.get('form'), mode: asked.get('mode'), copies: asked.get('copies') })
    if (!key || !actor.permissions.has('goodsPaper.print')) return new Response(null, { status: 404 })
    const { db, clock } = theDesk()
    const language = await getLocale()
    const at = { now: clock.now(), origin: await deskOrigin(), words: goodsSheetWords(language) }
    const view = await readGoodsPrint(db, actor, key, at, ask && { ...ask, medium: 'PDF' })
    if (!view) return new Response(null, { status: 404 })
    if (view.sheet === null || ask === null) return new Response(null, { status: 409 })
    return pdfAnswer(view.sheet, goodsSheetLabels(language, view.name), ask, { language, now: at.now })
  },
)
