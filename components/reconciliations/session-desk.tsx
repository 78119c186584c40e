import { useTranslations } from 'next-intl'
import type { AskToSign } from '#components/account/ask-passkey.ts'
import { SayRooms } from '#components/custody/say-rooms.tsx'
import { ScanToAccept } from '#components/hand-overs/scan-to-accept.tsx'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Permission } from '#lib/auth/permissions.ts'
import type { SessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { CashCount } from './cash-count.tsx'
import { CopyActs, type RoadCopy } from './copy-acts.tsx'
import { DisputeList } from './dispute-list.tsx'
import { DisputeAct, ExcuseAct, RuleActs } from './session-acts.tsx'
import { CashFacts, Onward, OtherCopies, SessionFacts } from './session-facts.tsx'
import { SessionNotes } from './session-notes.tsx'
import { SignSheet } from './sign-sheet.tsx'

const ROOMS = ['reconciliations']

type Actions = {
  countCashAction: FormAction<{ totalFen: string }>
  excuseThingAction: FormAction<unknown>
  disputeSessionAction: FormAction<unknown>
  ruleDisputeAction: FormAction<unknown>
  agreeToSheetAction: FormAction<unknown>
  closeReconciliationAction: FormAction<unknown>
  offerCopiesAction: FormAction<unknown>
  acceptCopiesAction: FormAction<{ copies: readonly { number: string; kind: string }[] }>
  acceptAtWarehouseAction: FormAction<{ number: string }>
  startSigningAction: AskToSign
}

type Props = {
  page: SessionPage
  actor: { userId: string; permissions: ReadonlySet<Permission> }
  actions: Actions
  hasPasskeys: boolean
}

/** What the reader may do here: the driver signs and disputes, the desk counts and closes, a manager rules. */
function rightsOf({ session }: SessionPage, { userId, permissions }: Props['actor']) {
  const isOpen = session.status === 'OPEN'
  const isDriver = session.driverId === userId
  return {
    isOpen,
    canSign: isOpen && isDriver && permissions.has('reconciliation.sign'),
    canCount: isOpen && !isDriver && permissions.has('reconciliation.count'),
    canClose: isOpen && !isDriver && permissions.has('reconciliation.close'),
    canAmend: isOpen && permissions.has('amendment.open'),
    canRule: !isOpen && !isDriver && permissions.has('reconciliation.rule') && session.openedById !== userId,
  }
}

/** A session: its notes and their things at the left; what is missing, the cash, copies, disputes and signatures beside. */
export function SessionDesk({ page, actor, actions, hasPasskeys }: Props) {
  const { session, sheet, checklist, others } = page
  const { accountSetId, paperId } = session
  const key = { accountSetId, paperId }
  const rights = rightsOf(page, actor)
  const excuse = rights.canCount
    ? (note: { paperId: string; number: string }, thing: string) => (
        <ExcuseAct session={key} note={note} thing={thing} action={actions.excuseThingAction} />
      )
    : undefined
  return (
    <SayRooms rooms={ROOMS}>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <SessionNotes
            accountSetId={accountSetId}
            sheet={sheet}
            canAmend={rights.canAmend}
            {...(excuse ? { excuse } : {})}
          />
          <OtherCopies accountSetId={accountSetId} rows={others} />
          <Disputes page={page} rights={rights} actions={actions} />
        </div>
        <div className="order-first flex min-w-0 flex-col gap-4 xl:order-none">
          {rights.isOpen ? <OpenChecks checklist={checklist} /> : null}
          {rights.canCount ? (
            <CashCount
              session={key}
              expectedFen={sheet.expectedFen}
              last={session.count}
              action={actions.countCashAction}
            />
          ) : (
            <CashFacts sheet={sheet} />
          )}
          {rights.isOpen ? (
            <CopyActs
              copies={roadCopies(page)}
              offer={
                rights.canSign
                  ? {
                      action: actions.offerCopiesAction,
                      toId: session.openedById,
                      toName: session.openedByName,
                    }
                  : null
              }
              accept={session.openedById === actor.userId ? actions.acceptCopiesAction : null}
            />
          ) : null}
          {rights.canCount ? (
            <ScanToAccept accept={actions.acceptCopiesAction} acceptSet={actions.acceptAtWarehouseAction} />
          ) : null}
          <SessionFacts session={session} />
          {rights.isOpen ? null : <Onward accountSetId={accountSetId} permissions={actor.permissions} />}
          <Signing page={page} rights={rights} actions={actions} hasPasskeys={hasPasskeys} />
        </div>
      </div>
    </SayRooms>
  )
}

function OpenChecks({ checklist }: Pick<SessionPage, 'checklist'>) {
  const t = useTranslations('reconciliations')
  return (
    <Card title={t('checks')}>
      <GateChecklist gate={checklist} label={t('checks')} />
    </Card>
  )
}

type Part = Pick<Props, 'page' | 'actions'> & { rights: ReturnType<typeof rightsOf> }

function Disputes({ page: { session, sheet }, rights, actions }: Part) {
  const { accountSetId, paperId, disputes } = session
  const key = { accountSetId, paperId }
  const notes = sheet.notes.map((note) => ({ paperId: note.paperId, number: note.number }))
  return (
    <DisputeList
      disputes={disputes}
      raise={
        rights.canSign ? (
          <DisputeAct session={key} notes={notes} action={actions.disputeSessionAction} />
        ) : null
      }
      rule={({ sequence }) =>
        rights.canRule ? (
          <RuleActs session={key} sequence={sequence} action={actions.ruleDisputeAction} />
        ) : null
      }
    />
  )
}

function Signing({ page, rights, actions, hasPasskeys }: Part & Pick<Props, 'hasPasskeys'>) {
  const t = useTranslations('reconciliations')
  const { session, sheet, sheetHash } = page
  const { accountSetId, paperId, number, driverName } = session
  const signing = {
    session: { accountSetId, paperId },
    sheetHash,
    askToSign: actions.startSigningAction,
    hasPasskeys,
  }
  const figures = {
    number,
    driver: driverName,
    count: sheet.notes.length,
    expected: formatFen(BigInt(sheet.expectedFen)),
    counted: formatFen(BigInt(sheet.countedFen)),
  }
  if (rights.canSign)
    return (
      <BottomBar>
        <SignSheet
          {...signing}
          act="agree"
          action={actions.agreeToSheetAction}
          question={t('agree.question', figures)}
        />
      </BottomBar>
    )
  if (!rights.canClose) return null
  return (
    <SignSheet
      {...signing}
      act="close"
      action={actions.closeReconciliationAction}
      question={t('close.question', figures)}
    />
  )
}

/** The copies of the session's notes that their driver still has. */
function roadCopies({ session, notes }: SessionPage): RoadCopy[] {
  const { accountSetId, driverId } = session
  return notes.flatMap(({ paperId, number, copies }) =>
    copies
      .filter(({ keeperId }) => keeperId === driverId)
      .map(({ kind, offeredToId }) => ({
        accountSetId,
        paperId,
        number,
        kind,
        isOffered: offeredToId !== null,
      })),
  )
}
