import { notFound } from 'next/navigation'
import { StopHeading } from '#components/driver/stop-heading.tsx'
import { StopWork } from '#components/driver/stop-work.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readStop } from '#lib/domain/delivery-notes/driver-queries.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { moneyView, noteView } from '#lib/domain/delivery-notes/road-view.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { today } from '#lib/kernel/clock.ts'
import * as actions from '../../actions.ts'

export default async function StopPage({ params }: { params: Promise<NoteAddress> }) {
  const actor = await requirePermission('driver.read')
  const { db, clock } = theDesk()
  const key = noteKeyOf(await params) ?? notFound()
  const { note, money, checklist } = (await readStop(db, actor, key, today(clock))) ?? notFound()
  const view = noteView(note)
  return (
    <ClientMessages namespaces={['driver', 'keeper', 'scan', ...gateNamespaces('deliver')]}>
      <StopHeading note={view} money={moneyView(money)} />
      <StopWork
        note={view}
        gate={checklist}
        userId={actor.userId}
        canAct={actor.permissions.has('note.deliver')}
        actions={{
          accept: actions.acceptCopiesAction,
          attach: actions.attachPictureAction,
          deliver: actions.deliverNoteAction,
          offer: actions.offerCopiesAction,
        }}
      />
    </ClientMessages>
  )
}
