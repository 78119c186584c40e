import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { NoteHeading } from '#components/keeper/note-heading.tsx'
import { VerifyForm } from '#components/keeper/verify-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { noteView } from '#lib/domain/delivery-notes/road-view.ts'
import { readVerifyNote } from '#lib/domain/delivery-notes/verify-queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { verifyNoteAction } from '../../../actions.ts'

export default async function VerifyNotePage({ params }: { params: Promise<NoteAddress> }) {
  const actor = await requirePermission('note.verify')
  const key = noteKeyOf(await params) ?? notFound()
  const { note, checklist } = (await readVerifyNote(theDesk().db, actor, key)) ?? notFound()
  const view = noteView(note)
  const t = await getTranslations('keeper')
  return (
    <ClientMessages namespaces={['keeper', ...gateNamespaces('verify')]}>
      <NoteHeading note={view} />
      {note.status === 'PREPARED' ? (
        <Card title={t('gate.verify')} className="mb-3">
          <GateChecklist gate={checklist} label={t('gate.verify')} />
        </Card>
      ) : null}
      {note.status === 'PREPARED' && checklist.isOpen ? (
        <VerifyForm note={view} lines={view.lines} action={verifyNoteAction} />
      ) : null}
    </ClientMessages>
  )
}
