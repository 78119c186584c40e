import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { CloseButton } from '#components/closings/close-button.tsx'
import { ClosedNotice } from '#components/closings/closed-notice.tsx'
import { CUSTODY_NAMESPACES } from '#components/custody/namespaces.ts'
import { NotePaper } from '#components/document/note-paper.tsx'
import { NotePageBody, StatusBadge } from '#components/note-page/note-page.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readReturnsOf } from '#lib/domain/customer-returns/queries.ts'
import { noteCards } from '#lib/domain/delivery-notes/note-cards.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { noteSheetOf } from '#lib/domain/delivery-notes/note-sheet.ts'
import { readNoteView } from '#lib/domain/delivery-notes/note-view.ts'
import { closingOf } from '#lib/domain/note-closings/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { sheetWords } from '#lib/i18n/note-labels.ts'
import { today } from '#lib/kernel/clock.ts'
import { isCopyKind } from '#lib/papers/copy-kinds.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { closeNotesAction } from '../../../closings/actions.ts'
import { noteActions } from './note-actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notesList'))('title') }
}

type Props = { params: Promise<NoteAddress>; searchParams: Promise<{ copy?: string | string[] }> }

export default async function NotePage({ params, searchParams }: Props) {
  const actor = await requirePermission('note.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = noteKeyOf(await params) ?? notFound()
  const at = { now: clock.now(), today: today(clock) }
  const view = (await readNoteView(db, actor, key, at)) ?? notFound()
  const { detail, may } = view
  const { content } = detail
  const isPosted = detail.status === 'POSTED'
  const returns = isPosted ? await readReturnsOf(db, key) : []
  const closing = isPosted && actor.permissions.has('posting.read') ? await closingOf(db, key) : null
  const closeAct =
    closing?.checklist.isOpen === true && actor.permissions.has('note.close') ? (
      <CloseButton
        accountSetId={key.accountSetId}
        notes={[{ paperId: key.paperId, number: content.number }]}
        action={closeNotesAction}
      />
    ) : null
  const t = await getTranslations('notePage')
  const goods = await getTranslations('goods.status')
  const asked = (await searchParams).copy
  const shown = typeof asked === 'string' && isCopyKind(asked) ? asked : 'STUB'
  const base = `/notes/${key.accountSetId}/${key.paperId}`
  const sheet = noteSheetOf(detail, {
    origin: await deskOrigin(),
    printCounts: {},
    showsPrices: detail.canSeePrices,
  })
  return (
    <ClientMessages
      namespaces={['notePage', 'closings', ...gateNamespaces('closeNote'), ...CUSTODY_NAMESPACES]}
    >
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t('title', { number: content.number })}
            <StatusBadge status={detail.status} />
            {content.isUrgent ? <Badge tone="warning">{t('urgent')}</Badge> : null}
            {detail.outcome === null ? null : <Badge>{t(`outcome.${detail.outcome}`)}</Badge>}
          </span>
        }
        about={t('about', {
          customer: content.customerName,
          warehouse: content.warehouseName,
          preparer: content.preparerName,
          handler: content.handlerName,
        })}
        acts={
          <>
            <ButtonLink href="/notes" variant="quiet">
              {t('back')}
            </ButtonLink>
            {may.reissue ? (
              <ButtonLink href={`/notes/new?replaces=${key.paperId}`}>{t('reissue')}</ButtonLink>
            ) : null}
            {isPosted && actor.permissions.has('customerReturn.open') ? (
              <ButtonLink href={`/customer-returns/new?set=${key.accountSetId}&note=${key.paperId}`}>
                {t('return')}
              </ButtonLink>
            ) : null}
            {may.print ? (
              <ButtonLink href={`/print/note/${key.accountSetId}/${key.paperId}`} variant="primary">
                {t('print')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="mb-3 flex flex-col gap-2 empty:hidden">
        {detail.replaces === null ? null : (
          <Link className="text-accent" href={`/notes/${key.accountSetId}/${detail.replaces.paperId}`}>
            {t('replaces', { number: detail.replaces.number })}
          </Link>
        )}
        {detail.replacedBy === null ? null : (
          <Link className="text-accent" href={`/notes/${key.accountSetId}/${detail.replacedBy.paperId}`}>
            {t('replacedBy', { number: detail.replacedBy.number })}
          </Link>
        )}
        {returns.map(({ paperId, number, status }) => (
          <Link
            key={paperId}
            className="text-accent"
            href={`/customer-returns/${key.accountSetId}/${paperId}`}
          >
            {t('returned', { number, status: goods(status) })}
          </Link>
        ))}
        {closing === null ? null : <ClosedNotice state={closing} />}
        {detail.voidRecord?.decision === null ? (
          <Notice tone="warning">{t('voidAsked', { name: detail.voidRecord.byName })}</Notice>
        ) : null}
      </div>
      <NotePageBody
        view={view}
        cards={noteCards(detail, at.now, (line) => t('money.accepted', line))}
        actions={noteActions}
        hasPasskeys={passkeyOrigin !== null}
        closing={
          closing === null || closing.closed !== null
            ? null
            : { gate: closing.checklist, title: (await getTranslations('closings'))('title'), act: closeAct }
        }
        paper={
          <NotePaper
            sheet={sheet}
            labels={sheetWords(await getLocale())}
            shown={shown}
            hrefs={{
              STUB: `${base}?copy=STUB`,
              DRIVER: `${base}?copy=DRIVER`,
              CUSTOMER: `${base}?copy=CUSTOMER`,
              ACCOUNTING: `${base}?copy=ACCOUNTING`,
            }}
          />
        }
      />
    </ClientMessages>
  )
}
