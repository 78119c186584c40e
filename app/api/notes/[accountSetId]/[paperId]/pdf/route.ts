import { getLocale } from 'next-intl/server'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { readPrintView } from '#lib/domain/delivery-notes/print-queries.ts'
import { sheetWords } from '#lib/i18n/note-labels.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { printAskOf } from '#lib/papers/print-ask.ts'
import { pdfAnswer } from '../../../../pdf-answer.ts'
import { whileThere } from '../../../../while-there.ts'

/**
 * The note as a PDF. Its print is counted beforehand by `print.record`; without that, 409. For whoever may print the
 * note; everybody else is told that there is none (A05).
 */
export const GET = whileThere(
  async (request: Request, { params }: { params: Promise<NoteAddress> }): Promise<Response> => {
    const actor = await currentActor()
    if (!actor) return new Response(null, { status: 401 })
    const key = noteKeyOf(await params)
    const words = new URL(request.url).searchParams
    const ask = printAskOf({ form: words.get('form'), mode: words.get('mode'), copies: words.get('copies') })
    if (!key || !actor.permissions.has('note.print')) return new Response(null, { status: 404 })
    const { db, clock } = theDesk()
    const at = { now: clock.now(), today: today(clock), origin: await deskOrigin() }
    const view = await readPrintView(db, actor, key, at, ask && { ...ask, medium: 'PDF' })
    if (!view) return new Response(null, { status: 404 })
    if (view.sheet === null || ask === null) return new Response(null, { status: 409 })
    const language = await getLocale()
    return pdfAnswer(view.sheet, sheetWords(language), ask, { language, now: at.now })
  },
)
