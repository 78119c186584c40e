import { getLocale, getTranslations } from 'next-intl/server'
import { statementWords } from '#components/statements/statement-words.ts'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readStatement, readStatementPictures } from '#lib/domain/statements/queries.ts'
import { fixedClock } from '#lib/kernel/clock.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { loadCjkFont } from '#lib/print/cjk-font.ts'
import { renderStatementPdf } from '#lib/print/statement-pdf.ts'
import { pdfFile } from '../../../../pdf-answer.ts'
import { whileThere } from '../../../../while-there.ts'

/** A statement as A4 pages, with the signed copies' pictures behind it; for everybody else there is none (A05). */
export const GET = whileThere(
  async (_request: Request, { params }: { params: Promise<GoodsAddress> }): Promise<Response> => {
    const actor = await currentActor()
    if (!actor) return new Response(null, { status: 401 })
    const key = goodsKeyOf(await params)
    const { db, clock } = theDesk()
    const found =
      key && actor.permissions.has('statement.read') ? await readStatement(db, actor, key, clock.now()) : null
    if (!found) return new Response(null, { status: 404 })
    const { content, contentHash, madeBy, madeAt } = found
    const t = await getTranslations('statements')
    const words = {
      ...statementWords(t, content),
      confirmLine: t('confirmLine'),
      houseSeal: t('houseSeal'),
      customerSeal: t('customerSeal'),
      hash: t('hash'),
      copyOf: (number: string) => t('copyOf', { number }),
      pageOf: (page: number, pages: number) => t('pageOf', { page, pages }),
    }
    const pdf = await renderStatementPdf(content, words, {
      ...{ contentHash, madeBy, madeAt, language: await getLocale() },
      createdAt: fixedClock(madeAt).now(),
      pictures: await readStatementPictures(db, content),
      font: await loadCjkFont(),
    })
    return pdfFile(pdf, content.number)
  },
)
