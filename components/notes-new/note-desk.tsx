'use client'

import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import type { NoteDesk as Desk } from '#lib/domain/delivery-notes/issue-queries.ts'
import type { ChecklistItem } from '#lib/kernel/gate.ts'
import { fieldId, focusCell, focusOn } from './cells.ts'
import { newDraftId } from './draft-place.ts'
import { DraftTrouble } from './draft-trouble.tsx'
import { GatePanel } from './gate-panel.tsx'
import { placeOfItem } from './gate-places.ts'
import type { Issued } from './issued-panel.tsx'
import { LineFacts } from './line-facts.tsx'
import { LineGrid } from './line-grid.tsx'
import { firstWrong, noteFigures } from './note-figures.ts'
import { NoteHead } from './note-head.tsx'
import { NoteShortcuts } from './note-shortcuts.tsx'
import { NoteTop } from './note-top.tsx'
import { NoteTotals } from './note-totals.tsx'
import { type Applied, isAsked, type Recorded, useApply } from './use-apply.ts'
import { useDialogs } from './use-dialogs.ts'
import { useDrafts } from './use-drafts.ts'
import { useGrid } from './use-grid.ts'
import { useIssue } from './use-issue.ts'
import { useKeeping } from './use-keeping.ts'
import { useNoteActs } from './use-note-acts.ts'
import { useNoteCheck } from './use-note-check.ts'
import { type NoteStart, useNote } from './use-note.ts'
import { useSteadyActs } from './use-steady-acts.ts'
import { useTrouble } from './use-trouble.ts'
import { useWhenSettled } from './use-when-settled.ts'
import { useWrong } from './use-wrong.ts'
import { type AskPasskey, usePasskey } from './use-passkey.ts'

export type NoteActions = {
  issue: FormAction<Issued>
  apply: FormAction<Applied>
  recordOrder: FormAction<Recorded>
  /** Null where pages are not served securely. */
  askPasskey: AskPasskey | null
}

type Props = {
  person: { userId: string; displayName: string }
  desk: Desk
  start: NoteStart
  actions: NoteActions
}

/** Writing a note: the first screen of a clerk. Everything has a key, and nothing typed is ever lost. */
export function NoteDesk({ person, desk, start, actions }: Props) {
  const say = useSentence('noteNew')
  const { trouble, tell } = useTrouble()
  const { note, steady } = useNote(start, desk, tell)
  const { latest, lines, dispatch, setHeader, find, refresh, toLines } = steady
  const [first] = useState(() => ({ draftId: start.draftId ?? newDraftId(), version: start.version }))
  const { keeping, keeper } = useKeeping(person.userId, first, note)
  const drafts = useDrafts(person.userId, start, desk, steady, { keeper, keeping })
  const grid = useGrid({ lines, dispatch, find, tell })
  const { wrong, wrongField, point } = useWrong(note, say)
  const calm = useDeferredValue(note)
  const figures = useMemo(() => noteFigures(calm), [calm])
  const { live, ask: checkNow } = useNoteCheck(calm)
  const [isGateWhole, setIsGateWhole] = useState(false)
  const [isDraftsOpen, setIsDraftsOpen] = useState(false)
  const refreshAll = useCallback(() => void refresh().then(checkNow, checkNow), [refresh, checkNow])

  const told = useMemo(
    () => ({
      onWrong: point,
      onStale: () => tell({ kind: 'draftMoved' }),
      onRefused: () => {
        tell({ kind: 'refused' })
        refreshAll()
        focusOn(fieldId('issue'))
      },
    }),
    [point, tell, refreshAll],
  )
  const issuing = useIssue(actions.issue, keeper, latest, told)
  const passkey = usePasskey(actions.askPasskey, issuing.input, say)
  const applying = useApply(actions, latest, { dispatch, tell, point, live })
  const dialogs = useDialogs(note.customer !== null)
  const plainActs = useNoteActs(steady, desk, keeper)

  function issue(): void {
    const place = firstWrong(latest.current)
    if (place !== null) return point(place)
    const gate = live.isBehind ? null : (live.check?.checklist ?? null)
    if (dialogs === null) return tell({ kind: 'unreachable' })
    if (gate === null || gate.isOpen) return issuing.open()
    tell({ kind: 'unmet' })
    document.querySelector<HTMLElement>('[data-gate-act]')?.focus()
  }

  const issueSettled = useWhenSettled(grid.waiting.size === 0, issue)
  const acts = useSteadyActs({
    ...plainActs,
    issue: issueSettled,
    apply: applying.open,
    showDrafts: () => setIsDraftsOpen(true),
    toggleGate: () => setIsGateWhole((isWhole) => !isWhole),
    startNew: () => {
      drafts.startNew()
      // A dialog that closes gives the cursor back to where it was; this comes after.
      setTimeout(plainActs.toCustomer)
    },
  })
  const backToLines = useCallback(() => {
    if (grid.activeKey === null || !focusCell(grid.activeKey, 'product')) toLines()
  }, [grid.activeKey, toLines])
  const { customer, customerText, header, order, application, replaces } = note
  const papers = useMemo(
    () => ({ customer, order, application, replaces }),
    [customer, order, application, replaces],
  )
  const gateActs = useMemo(
    () => ({
      apply: acts.apply,
      recordOrder: applying.recordOrder,
      refresh: refreshAll,
      goTo: (item: ChecklistItem) => {
        const place = placeOfItem(item, latest.current)
        if (place !== null) point(place)
      },
    }),
    [acts, applying.recordOrder, refreshAll, latest, point],
  )

  return (
    <div className="flex flex-col gap-2 lg:h-[calc(100dvh-6.5rem)] lg:min-h-[36rem]">
      <NoteShortcuts acts={acts} />
      <NoteTop
        papers={papers}
        trouble={trouble}
        keeping={keeping}
        onDrafts={acts.showDrafts}
        onNew={acts.startNew}
      />
      <DraftTrouble keeping={keeping} onKeepAsOther={drafts.keepAsOther} onStartNew={acts.startNew} />
      <NoteHead
        customer={customer}
        customerText={customerText}
        header={header}
        desk={desk}
        isFirst={start.body === null}
        exposureFen={figures.exposureFen}
        today={start.today}
        wrongField={wrongField}
        writing={steady}
        onLeave={backToLines}
      />
      <LineGrid
        lines={note.lines}
        waiting={grid.waiting}
        wrong={wrong.lines}
        edit={grid.edit}
        keys={grid.keys}
      />
      <LineFacts
        line={note.lines.find(({ key }) => key === grid.activeKey)}
        customer={customer}
        wrongCode={wrong.lines[grid.activeKey ?? ''] ?? ''}
        say={say}
      />
      <NoteTotals
        noteDiscount={header.noteDiscount}
        roundingOff={header.roundingOff}
        figures={figures}
        isTaxOnTop={customer?.priceMode === 'TAX_EXCLUSIVE'}
        wrongField={wrongField}
        set={setHeader}
        onLeave={backToLines}
      />
      <GatePanel
        live={live}
        isWhole={isGateWhole}
        onToggle={acts.toggleGate}
        onIssue={acts.issue}
        papers={papers}
        isAsked={isAsked(live)}
        acts={gateActs}
      />
      {dialogs === null ? null : (
        <dialogs.NoteDialogs
          signerName={person.displayName}
          issuing={issuing}
          applying={applying}
          passkey={passkey}
          say={say}
          onNext={() => {
            issuing.startNext()
            acts.startNew()
          }}
          drafts={isDraftsOpen ? drafts : null}
          currentId={keeper.draftId}
          onDraftOpened={toLines}
          onDraftsClose={() => setIsDraftsOpen(false)}
        />
      )}
    </div>
  )
}
