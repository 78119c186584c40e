import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Press } from '#components/custody/press.tsx'
import { SignAct } from '#components/custody/sign-act.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import type { NoteView } from '#lib/domain/delivery-notes/note-view.ts'
import { ChainCard, type ChainEvent } from './chain-card.tsx'
import { CopiesMap, type MapCopy } from './copies-map.tsx'
import { CopyActs } from './copy-acts.tsx'
import {
  CodesCard,
  type CodeLine,
  IncidentsCard,
  MoneyCard,
  type MoneyLines,
  PicturesCard,
  Returned,
} from './detail-cards.tsx'
import { HandToAccounting, HandToKeeper } from './hand-over-forms.tsx'
import { FilePicture, RuleIncident, WriteIncident } from './incident-forms.tsx'
import { NextStep, type Step } from './next-step.tsx'
import type { NoteActions } from './note-actions.ts'
import { SignaturesCard, type SignatureLine } from './signatures-card.tsx'
import { ReverseCard, VoidCard } from './void-card.tsx'

/** What the page worked out of the note for its cards. */
export type NoteCards = {
  copies: readonly MapCopy[]
  signatures: readonly SignatureLine[]
  codes: readonly CodeLine[]
  /** Null for whoever may not see prices. */
  money: MoneyLines | null
  returned: readonly string[]
  events: readonly ChainEvent[]
}

/** A note's page: left the paper, right what comes next, where its copies are, and everything that was done. */
export function NotePageBody({
  view,
  cards,
  actions,
  paper,
  closing,
  hasPasskeys,
}: {
  view: NoteView
  cards: NoteCards
  actions: NoteActions
  paper: ReactNode
  /** The last step of all, for whoever sees the books; null before posting and once it is taken. */
  closing: Step | null
  hasPasskeys: boolean
}) {
  const { detail, may } = view
  const { accountSetId, paperId } = detail.content
  const key = { accountSetId, paperId }
  return (
    <div className="flex flex-col gap-4 xl:grid xl:grid-cols-[minmax(0,1fr)_27rem] xl:items-start">
      <div className="contents xl:flex xl:min-w-0 xl:flex-col xl:gap-4">
        <div className="min-w-0 max-xl:order-2">{paper}</div>
        <div className="grid items-start gap-4 max-xl:order-3 lg:grid-cols-2">
          <Signatures view={view} cards={cards} actions={actions} hasPasskeys={hasPasskeys} />
          {cards.money === null ? (
            <Returned lines={cards.returned} />
          ) : (
            <MoneyCard money={cards.money} returned={cards.returned} />
          )}
        </div>
        <div className="max-xl:order-5">
          <ChainCard events={cards.events} head={detail.events.at(-1)?.hash.slice(0, 16) ?? ''} />
        </div>
      </div>
      <div className="contents xl:flex xl:min-w-0 xl:flex-col xl:gap-4">
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-1">
          <NextStep steps={[...stepsOf(view, actions, useGo()), ...(closing === null ? [] : [closing])]} />
          <CopiesMap
            copies={cards.copies}
            way={detail.way}
            acts={<CopyActs paper={key} may={may} receivers={view.receivers} actions={actions} />}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-4">
          <CodesCard lines={cards.codes} paper={key} />
          <Incidents view={view} actions={actions} />
          <PicturesCard
            accountSetId={accountSetId}
            pictures={detail.pictures}
            act={may.attach ? <FilePicture action={actions.attach} of={key} /> : undefined}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-6">
          {may.reverse ? <ReverseCard paper={key} action={actions.reverse} /> : null}
          {may.requestVoid || detail.voidRecord !== null ? (
            <VoidCard
              paper={key}
              request={detail.voidRecord}
              gate={view.voidGate}
              may={may}
              actions={{ request: actions.requestVoid, decide: actions.decideVoid }}
            />
          ) : null}
        </div>
      </div>
    </div>
  )
}

function useGo() {
  return useTranslations('notePage')
}

/** The gates in front of the note, each with its act. */
function stepsOf(view: NoteView, actions: NoteActions, t: ReturnType<typeof useGo>): Step[] {
  const acts = stepActs(view, actions, t)
  return view.gates.map((gate) => ({ gate, title: t(`gate.${gate.step}`), act: acts[gate.step] }))
}

/** The act of each step: here where it is one press, else the way to the page where it is done. */
function stepActs(
  { detail, may, receivers }: NoteView,
  actions: NoteActions,
  t: ReturnType<typeof useGo>,
): Record<string, ReactNode> {
  const { accountSetId, paperId } = detail.content
  const key = { accountSetId, paperId }
  const go = (step: string, href: string) => (
    <ButtonLink href={href} className="self-start">
      {t(`gate.go.${step}`)}
    </ButtonLink>
  )
  const keepers = receivers.filter((receiver) => receiver.roles.includes('KEEPER'))
  const accountants = receivers.filter((receiver) => receiver.roles.includes('ACCOUNTANT'))
  return {
    handToKeeper: may.acceptSet ? (
      <Press
        action={actions.acceptAtWarehouse}
        input={key}
        label={t('handToKeeper.accept')}
        doneText={t('handToKeeper.accepted')}
        variant="primary"
      />
    ) : may.handToKeeper ? (
      <HandToKeeper action={actions.handToKeeper} paper={key} keepers={keepers} />
    ) : null,
    prepare: may.steps.prepare ? go('prepare', `/keeper/${accountSetId}/${paperId}`) : null,
    verify: may.steps.verify ? go('verify', `/keeper/verify/${accountSetId}/${paperId}`) : null,
    dispatch: may.steps.dispatch ? go('dispatch', `/keeper/${accountSetId}/${paperId}`) : null,
    deliver: may.steps.deliver ? go('deliver', `/driver/${accountSetId}/${paperId}`) : null,
    post: may.steps.post ? go('post', '/posting') : null,
    handToAccounting: may.handToAccounting ? (
      <HandToAccounting
        action={actions.handToAccounting}
        accountSetId={accountSetId}
        paperIds={[paperId]}
        accountants={accountants}
      />
    ) : null,
  }
}

function Signatures({
  view: { detail, may },
  cards,
  actions,
  hasPasskeys,
}: {
  view: NoteView
  cards: NoteCards
  actions: NoteActions
  hasPasskeys: boolean
}) {
  const t = useTranslations('notePage.signatures')
  const { accountSetId, paperId, number } = detail.content
  const slot = may.signSlot
  return (
    <SignaturesCard
      signatures={cards.signatures}
      isContentWhole={detail.isContentWhole}
      contentHash={detail.contentHash}
      codesHash={detail.codesHash}
      isRelaxed={!detail.accountSet.requiresDistinctSigners}
      act={
        slot === null ? undefined : (
          <SignAct
            action={actions.sign}
            askToSign={actions.askToSign}
            hasPasskeys={hasPasskeys}
            paper={{ accountSetId, paperId }}
            question={t('signAs', { slot: t(`slot.${slot}`), number })}
          />
        )
      }
    />
  )
}

function Incidents({ view: { detail, may }, actions }: { view: NoteView; actions: NoteActions }) {
  const { accountSetId, paperId } = detail.content
  return (
    <IncidentsCard
      incidents={detail.incidents.map(({ rulingRemark, ...incident }) => ({
        ...incident,
        remark: rulingRemark,
        acts:
          may.ruleIncident && incident.ruling === null ? (
            <RuleIncident
              action={actions.ruleIncident}
              accountSetId={accountSetId}
              incidentId={incident.id}
            />
          ) : null,
      }))}
      act={
        may.writeIncident ? (
          <WriteIncident action={actions.writeIncident} paper={{ accountSetId, paperId }} />
        ) : undefined
      }
    />
  )
}

/** How the note stands, in a word, for the head of its page. */
export function StatusBadge({ status }: { status: string }) {
  const t = useTranslations('notePage.status')
  const tone =
    status === 'VOIDED' || status === 'REVERSED' ? 'danger' : status === 'POSTED' ? 'positive' : 'accent'
  return <Badge tone={tone}>{t(status)}</Badge>
}
