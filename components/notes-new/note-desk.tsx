'use client'

import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import type { NoteDesk as Desk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { newDraftId } from './draft-place.ts'
import { DraftTrouble } from './draft-trouble.tsx'
import { GateActs } from './gate-acts.tsx'
import { GatePanel } from './gate-panel.tsx'
import type { Issued } from './issued-panel.tsx'
import { LineFacts } from './line-facts.tsx'
import { LineGrid } from './line-grid.tsx'
import { firstWrong, noteFigures } from './note-figures.ts'
import { NoteHead } from './note-head.tsx'
import { NoteDialogs } from './note-dialogs.tsx'
import { NoteShortcuts } from './note-shortcuts.tsx'
import { NoteTop } from './note-top.tsx'
import { NoteTotals } from './note-totals.tsx'
import { type Applied, isAsked, type Recorded, useApply } from './use-apply.ts'
import { useDrafts } from './use-drafts.ts'
import { useGrid } from './use-grid.ts'
import { useIssue } from './use-issue.ts'
import { useKeeping } from './use-keeping.ts'
import { useNoteActs } from './use-note-acts.ts'
import { useNoteCheck } from './use-note-check.ts'
import { type NoteStart, useNote } from './use-note.ts'
import { useTrouble } from './use-trouble.ts'
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
  const writing = useNote(start, desk, tell)
  const { note, latest, lines, dispatch, setHeader, find, refresh, toLines } = writing
  const [first] = useState(() => ({ draftId: start.draftId ?? newDraftId(), version: start.version }))
  const { keeping, keeper } = useKeeping(person.userId, first, note)
  const drafts = useDrafts(person.userId, start, desk, writing, { keeper, keeping })
  const grid = useGrid({ lines, dispatch, find, tell })
  const { wrong, wrongField, point } = useWrong(note, say)
  const calm = useDeferredValue(note)
  const figures = useMemo(() => noteFigures(calm), [calm])
  const { live, ask: checkNow } = useNoteCheck(calm)
  const [isGateWhole, setIsGateWhole] = useState(false)
  const [isDraftsOpen, setIsDraftsOpen] = useState(false)

  const told = useMemo(
    () => ({
      onWrong: point,
      onStale: () => tell({ kind: 'draftMoved' }),
      onRefused: () => {
        tell({ kind: 'refused' })
        refresh().then(checkNow, checkNow)
        document.getElementById('field-issue')?.focus()
      },
    }),
    [point, tell, refresh, checkNow],
  )
  const issuing = useIssue(actions.issue, keeper, latest, told)
  const passkey = usePasskey(actions.askPasskey, issuing.input, say)
  const applying = useApply(actions, latest, { dispatch, tell, point, live })
  const plainActs = useNoteActs(writing, desk, keeper)

  const issue = useCallback(() => {
    const place = firstWrong(latest.current)
    if (place !== null) return point(place)
    const gate = live.isBehind ? null : (live.check?.checklist ?? null)
    if (gate === null || gate.isOpen) return issuing.open()
    tell({ kind: 'unmet' })
    document.querySelector<HTMLElement>('[data-gate-act]')?.focus()
  }, [latest, live, point, tell, issuing])

  const acts = {
    ...plainActs,
    issue,
    apply: applying.open,
    showDrafts: () => setIsDraftsOpen(true),
    toggleGate: () => setIsGateWhole((isWhole) => !isWhole),
    startNew: () => {
      drafts.startNew()
      // A dialog that closes gives the cursor back to where it was; this comes after.
      setTimeout(plainActs.toCustomer)
    },
  }
  const backToLines = useCallback(() => {
    const line = latest.current.lines.find(({ key }) => key === grid.activeKey)
    if (line === undefined) toLines()
    else document.getElementById(`cell-${line.key}-product`)?.focus()
  }, [latest, grid.activeKey, toLines])
  const { customer, header } = note

  return (
    <div className="flex flex-col gap-2 lg:h-[calc(100dvh-6.5rem)] lg:min-h-[36rem]">
      <NoteShortcuts acts={acts} />
      <NoteTop
        note={note}
        trouble={trouble}
        keeping={keeping}
        onDrafts={acts.showDrafts}
        onNew={acts.startNew}
      />
      <DraftTrouble keeping={keeping} onKeepAsOther={drafts.keepAsOther} onStartNew={acts.startNew} />
      <NoteHead
        note={note}
        desk={desk}
        isFirst={start.body === null}
        exposureFen={figures.exposureFen}
        today={start.today}
        wrongField={wrongField}
        writing={writing}
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
        onIssue={issue}
        actOf={(item) => (
          <GateActs
            item={item}
            note={note}
            isAsked={isAsked(live)}
            onApply={applying.open}
            onRecordOrder={applying.recordOrder}
            onRefresh={() => void refresh().then(checkNow, checkNow)}
            onPoint={point}
          />
        )}
      />
      <AnswerNotice answer={applying.orderAnswer} say={say} checkAgain={applying.checkOrderAgain} />
      <NoteDialogs
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
    </div>
  )
}
