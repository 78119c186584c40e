import { useTranslations } from 'next-intl'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Instant } from '#components/ui/instant.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { CLOSE_TRIP_GATE, LEAVE_TRIP_GATE } from '#lib/domain/trips/rules.ts'
import type { LoadAnswer } from '#lib/domain/trips/scans.ts'
import { stopStateOf } from '#lib/domain/trips/states.ts'
import type { Trip } from '#lib/domain/trips/trip.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { LeaveBar } from './leave-bar.tsx'
import { LoadPanel } from './load-panel.tsx'
import { StopList } from './stop-list.tsx'
import { CancelTrip, CloseTrip } from './trip-acts.tsx'
import { tripTone } from './trip-tone.ts'

export type TripActions = {
  load: FormAction<{ answers: LoadAnswer[] }>
  dispatch: FormAction<unknown>
  leave: FormAction<unknown>
  cancel: FormAction<unknown>
  close: FormAction<unknown>
}

/** What the reader may do with this trip. */
export type TripRights = {
  mayPlan: boolean
  mayLoad: boolean
  mayLeave: boolean
  /** Sees the sessions in which the goods, papers and money of the trip come home. */
  mayReconcile: boolean
  /** It is the reader's own to drive. */
  isDriver: boolean
}

/** A trip: who drives, the stops, and the next act of the person who looks. */
export function TripPage({
  trip,
  userId,
  rights,
  actions,
}: {
  trip: Trip
  userId: string
  rights: TripRights
  actions: TripActions
}) {
  const t = useTranslations('trips')
  const isOpen = trip.status === 'OPEN'
  const inside = trip.stops.filter((stop) => stopStateOf(stop) === 'PLANNED')
  return (
    <>
      <PageHeader
        title={<span className="font-mono">{trip.number}</span>}
        about={`${trip.driverName} · ${trip.vehicle} · ${trip.tripDate}`}
        acts={
          <>
            <span className="self-center">
              <Badge tone={tripTone(trip.status)}>{t(`status.${trip.status}`)}</Badge>
            </span>
            {trip.status === 'CLOSED' && rights.mayReconcile ? (
              <ButtonLink href="/reconciliations">{t('toReconcile')}</ButtonLink>
            ) : null}
            {isOpen && rights.mayPlan ? <CancelTrip trip={trip} action={actions.cancel} /> : null}
          </>
        }
      />
      <p className="mb-3 flex flex-wrap gap-x-4 text-muted">
        <span>
          {t('opened', { name: trip.openedByName })} <Instant iso={trip.openedAt} />
        </span>
        {trip.leftAt === null ? null : (
          <span>
            {t('left')} <Instant iso={trip.leftAt} />
          </span>
        )}
        {trip.closedAt === null ? null : (
          <span>
            {t('closed')} <Instant iso={trip.closedAt} />
          </span>
        )}
        {trip.remark === '' ? null : <span>{trip.remark}</span>}
      </p>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <StopList trip={trip} hrefOf={rights.isDriver ? 'driver' : 'notes'} />
        <div className={classNames('flex flex-col gap-3', isOpen && 'order-first lg:order-none')}>
          {isOpen && rights.mayLoad ? <LoadPanel trip={trip} userId={userId} load={actions.load} /> : null}
          {isOpen ? (
            <Card title={t('gate')}>
              <GateChecklist gate={evaluate(LEAVE_TRIP_GATE, { trip })} label={t('gate')} />
            </Card>
          ) : null}
          {isOpen && rights.mayLeave ? (
            <LeaveBar trip={trip} inside={inside} dispatch={actions.dispatch} leave={actions.leave} />
          ) : null}
          {trip.status === 'LEFT' && rights.isDriver ? (
            <>
              <Card title={t('close.gate')}>
                <GateChecklist gate={evaluate(CLOSE_TRIP_GATE, { trip })} label={t('close.gate')} />
              </Card>
              <CloseTrip trip={trip} action={actions.close} />
            </>
          ) : null}
        </div>
      </div>
    </>
  )
}
