import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { PrintForm } from '#components/note-page/print-form.tsx'
import { PrintOnce } from '#components/note-page/print-once.tsx'
import { NoteSheets } from '#components/print/note-sheets.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { readPrintView } from '#lib/domain/delivery-notes/print-queries.ts'
import { sheetWords } from '#lib/i18n/note-labels.ts'
import { askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { printAskOf } from '#lib/papers/print-ask.ts'
import { recordPrintAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('print.form'))('print') }
}

type Props = { params: Promise<NoteAddress>; searchParams: Promise<AskedParams> }

/** A note for the printer: what is wanted is counted first, and only then is the sheet shown. */
export default async function PrintNotePage({ params, searchParams }: Props) {
  const actor = await requirePermission('note.print')
  const { db, clock } = theDesk()
  const key = noteKeyOf(await params) ?? notFound()
  const asked = await searchParams
  const word = (name: string) => askedOrNull(asked, name)
  const ask = printAskOf({ form: word('form'), mode: word('mode'), copies: word('copies') })
  const at = { now: clock.now(), today: today(clock), origin: await deskOrigin() }
  const wanted = ask === null ? null : { ...ask, medium: ask.mode }
  const view = (await readPrintView(db, actor, key, at, wanted)) ?? notFound()
  const base = `/print/note/${key.accountSetId}/${key.paperId}`
  if (view.sheet === null || ask === null) {
    return (
      <ClientMessages namespaces={['print', 'custody', 'notePage']}>
        <PrintForm
          paper={key}
          number={view.number}
          counts={view.counts}
          action={recordPrintAction}
          hrefs={{
            print: base,
            pdf: `/api/notes/${key.accountSetId}/${key.paperId}/pdf`,
            back: noteHref(key),
          }}
        />
      </ClientMessages>
    )
  }
  return (
    <>
      <ClientMessages namespaces={['print', 'notePage']}>
        <PrintOnce hrefs={{ again: base, back: noteHref(key) }} />
      </ClientMessages>
      <NoteSheets sheet={view.sheet} labels={sheetWords(await getLocale())} form={ask.form} mode={ask.mode} />
    </>
  )
}

function noteHref({ accountSetId, paperId }: { accountSetId: number; paperId: string }): string {
  return `/notes/${accountSetId}/${paperId}`
}
