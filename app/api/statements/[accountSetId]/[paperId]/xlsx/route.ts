import { getTranslations } from 'next-intl/server'
import { statementWords } from '#components/statements/statement-words.ts'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { exportStatement } from '#lib/domain/statements/commands/export.ts'
import { readStatement } from '#lib/domain/statements/queries.ts'
import { CONTENT_TYPES, writeFile } from '#lib/domain/master-files/write-file.ts'
import { newId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { whileThere } from '../../../../while-there.ts'

/** A statement as a spreadsheet. Leaves who took it (R67). */
export const GET = whileThere(
  async (_request: Request, { params }: { params: Promise<GoodsAddress> }): Promise<Response> => {
    const actor = await currentActor()
    if (!actor) return new Response(null, { status: 401 })
    const key = goodsKeyOf(await params)
    if (!key || !actor.permissions.has('statement.read')) return new Response(null, { status: 404 })
    const desk = theDesk()
    const now = desk.clock.now()
    const noted = await runCommand(desk, exportStatement, { actor, key: newId(now), input: key })
    const found = noted.status === 'done' ? await readStatement(desk.db, actor, key, now) : null
    if (!found) return new Response(null, { status: 404 })
    const { content } = found
    const words = statementWords(await getTranslations('statements'), content)
    const yuan = (fen: string): string => formatFenPlain(BigInt(fen))
    const { column } = words
    const rows = [
      [content.from, '', words.opening, '', '', yuan(content.openingFen)],
      ...content.lines.map((line) => [
        line.businessDate,
        line.number,
        `${words.what[line.what]}${line.isReversal ? words.reversal : ''}${line.isDisputed ? ` ${words.isDisputed}` : ''}`,
        line.deltaFen.startsWith('-') ? '' : yuan(line.deltaFen),
        line.deltaFen.startsWith('-') ? yuan(line.deltaFen.slice(1)) : '',
        yuan(line.balanceFen),
      ]),
      [content.to, '', words.closing, '', '', yuan(content.closingFen)],
    ]
    const headings = [column.date, column.paper, column.what, column.owed, column.paid, column.balance]
    return new Response(writeFile('xlsx', headings, inOneBatch(rows)), {
      headers: {
        'content-type': CONTENT_TYPES.xlsx,
        'content-disposition': `attachment; filename="${encodeURIComponent(content.number)}.xlsx"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function* inOneBatch(rows: string[][]): AsyncGenerator<string[][]> {
  yield await Promise.resolve(rows)
}
