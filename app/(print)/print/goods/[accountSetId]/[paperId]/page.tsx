import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { SayRooms } from '#components/custody/say-rooms.tsx'
import { PrintForm } from '#components/note-page/print-form.tsx'
import { PrintOnce } from '#components/note-page/print-once.tsx'
import { NoteSheets } from '#components/print/note-sheets.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { goodsSheetLabels, goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import { askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPrint } from '#lib/papers/goods/print-queries.ts'
import { printAskOf } from '#lib/papers/print-ask.ts'
import { recordGoodsPrintAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('print.form'))('print') }
}

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<AskedParams> }

/** A goods paper for the printer: what is wanted is counted first, and only then is the sheet shown. */
export default async function PrintGoodsPage({ params, searchParams }: Props) {
  const actor = await requirePermission('goodsPaper.print')
  const { db, clock } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const asked = await searchParams
  const word = (name: string) => askedOrNull(asked, name)
  const ask = printAskOf({ form: word('form'), mode: word('mode'), copies: word('copies') })
  const locale = await getLocale()
  const at = { now: clock.now(), origin: await deskOrigin(), words: goodsSheetWords(locale) }
  const wanted = ask === null ? null : { ...ask, medium: ask.mode }
  const view = (await readGoodsPrint(db, actor, key, at, wanted)) ?? notFound()
  const base = `/print/goods/${key.accountSetId}/${key.paperId}`
  const back = goodsHref(view.kind, key)
  if (view.sheet === null || ask === null) {
    return (
      <ClientMessages namespaces={['print', 'custody', 'notePage', 'goods']}>
        <SayRooms rooms={['goods']}>
          <PrintForm
            paper={key}
            number={view.number}
            counts={view.counts}
            action={recordGoodsPrintAction}
            hrefs={{
              print: base,
              pdf: `/api/goods/${key.accountSetId}/${key.paperId}/pdf`,
              back,
            }}
          />
        </SayRooms>
      </ClientMessages>
    )
  }
  return (
    <>
      <ClientMessages namespaces={['print', 'notePage']}>
        <PrintOnce hrefs={{ again: base, back }} />
      </ClientMessages>
      <NoteSheets
        sheet={view.sheet}
        labels={goodsSheetLabels(locale, view.name)}
        form={ask.form}
        mode={ask.mode}
      />
    </>
  )
}
