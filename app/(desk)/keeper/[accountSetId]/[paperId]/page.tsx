import { notFound } from 'next/navigation'
import { NoteHeading } from '#components/keeper/note-heading.tsx'
import { NoteWork } from '#components/keeper/note-work.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readKeeperNote } from '#lib/domain/delivery-notes/keeper-queries.ts'
import { noteView } from '#lib/domain/delivery-notes/road-view.ts'
import { today } from '#lib/kernel/clock.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import * as actions from '../../actions.ts'

export default async function KeeperNotePage({ params }: { params: Promise<NoteAddress> }) {
  const actor = await requirePermission('keeper.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = noteKeyOf(await params) ?? notFound()
  const { note, codes, damaged, drivers, checklist } =
    (await readKeeperNote(db, actor, key, today(clock))) ?? notFound()
  const view = noteView(note)
  return (
    <ClientMessages namespaces={['keeper', 'codes', 'scan', ...gateNamespaces('prepare', 'dispatch')]}>
      <NoteHeading note={view} />
      <NoteWork
        note={view}
        codes={codes}
        damaged={damaged}
        drivers={drivers}
        checklist={checklist}
        userId={actor.userId}
        canAct={actor.permissions.has('note.prepare')}
        hasPasskeys={passkeyOrigin !== null}
        actions={{
          accept: actions.acceptAtWarehouseAction,
          recordPicks: actions.recordPicksAction,
          prepare: actions.prepareNoteAction,
          capture: actions.captureCodesAction,
          removeCode: actions.removeCodeAction,
          reportDamaged: actions.reportDamagedCodeAction,
          sign: actions.signNoteAction,
          askToSign: actions.startSigningAction,
          assignDriver: actions.assignDriverAction,
          dispatch: actions.dispatchNoteAction,
        }}
      />
    </ClientMessages>
  )
}
