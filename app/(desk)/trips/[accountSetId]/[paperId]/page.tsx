import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { QueueRefresh } from '#components/keeper/queue-refresh.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PlanForm } from '#components/trips/plan-form.tsx'
import { TripPage } from '#components/trips/trip-page.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type NoteAddress, noteKeyOf } from '#lib/domain/delivery-notes/note-address.ts'
import { listDrivers, listNotesForTrip, readTrip } from '#lib/domain/trips/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import * as actions from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trips'))('title') }
}

export default async function OneTripPage({ params }: { params: Promise<NoteAddress> }) {
  const actor = await requirePermission('trip.read')
  const { db } = theDesk()
  const key = noteKeyOf(await params) ?? notFound()
  const trip = (await readTrip(db, actor, key)) ?? notFound()
  const mayPlan = actor.permissions.has('trip.plan')
  const isChanged = mayPlan && trip.status === 'OPEN'
  const drivers = isChanged ? await listDrivers(db, trip.accountSetId) : []
  const notes = isChanged ? await listNotesForTrip(db, actor, trip.accountSetId, trip.paperId) : []
  const t = await getTranslations('trips')
  const { driverId, vehicle, remark, stops, version } = trip
  const gates = gateNamespaces('planTrip', 'leaveTrip', 'closeTrip', 'dispatch')
  return (
    <ClientMessages namespaces={['trips', 'keeper', 'scan', ...gates]}>
      <QueueRefresh />
      <TripPage
        trip={trip}
        userId={actor.userId}
        rights={{
          mayPlan,
          mayLoad: actor.permissions.has('trip.load'),
          mayLeave: actor.permissions.has('note.dispatch'),
          mayReconcile: actor.permissions.has('reconciliation.read'),
          isDriver: trip.driverId === actor.userId && actor.permissions.has('trip.drive'),
        }}
        actions={{
          load: actions.loadTripAction,
          dispatch: actions.dispatchNoteAction,
          leave: actions.leaveTripAction,
          cancel: actions.cancelTripAction,
          close: actions.closeTripAction,
        }}
      />
      {isChanged ? (
        <details className="mt-4">
          <summary className="mb-2 min-h-control cursor-pointer py-2 text-base font-semibold">
            {t('planTitle')}
          </summary>
          <PlanForm
            key={version}
            action={actions.changeTripAction}
            of={key}
            drivers={drivers}
            notes={notes}
            values={{ driverId, vehicle, remark, noteIds: stops.map(({ noteId }) => noteId) }}
          />
        </details>
      ) : null}
    </ClientMessages>
  )
}
