import { notFound } from 'next/navigation'
import { StopHeading } from '#components/driver/stop-heading.tsx'
import { StopWork } from '#components/driver/stop-work.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { nextStop, readStop } from '#lib/domain/delivery-notes/driver-queries.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { moneyFacts } from '#lib/domain/delivery-notes/stop-money-view.ts'
import { moneyView, noteView } from '#lib/domain/delivery-notes/road-view.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { today } from '#lib/kernel/clock.ts'
import { attachPictureAction } from '../../actions.ts'
import { driverActs } from '../../driver-acts.ts'

export default async function StopPage({ params }: { params: Promise<NoteAddress> }) {
  const actor = await requirePermission('driver.read')
  const { db, clock } = theDesk()
  const key = noteKeyOf(await params) ?? notFound()
  const stop = (await readStop(db, actor, key, today(clock))) ?? notFound()
  const { note, money, checklist, trip, isBroughtBack } = stop
  const isOver = isBroughtBack || (note.status !== 'VERIFIED' && note.status !== 'DISPATCHED')
  const next = isOver ? await nextStop(db, actor, key) : null
  const view = noteView(note)
  return (
    <ClientMessages namespaces={['driver', 'trips', 'keeper', 'scan', ...gateNamespaces('deliver')]}>
      <StopHeading note={view} money={moneyView(money)} />
      <StopWork
        note={view}
        gate={checklist}
        userId={actor.userId}
        canAct={actor.permissions.has('note.deliver')}
        facts={moneyFacts(stop)}
        trip={trip}
        isBroughtBack={isBroughtBack}
        next={next}
        actions={driverActs}
        attach={attachPictureAction}
      />
    </ClientMessages>
  )
}
