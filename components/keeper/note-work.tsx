'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { newSubmissionKey } from '#components/forms/send-once.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DamagedWaitingRow, KeptCodeRow } from '#lib/domain/delivery-notes/keeper-queries.ts'
import type { LineView, NoteView } from '#lib/domain/delivery-notes/road-view.ts'
import type { Checklist } from '#lib/kernel/gate.ts'
import { CodeLists } from './code-lists.tsx'
import { DriverChoice } from './driver-choice.tsx'
import type { KeeperActions } from './keeper-actions.ts'
import { NextActBar } from './next-act.tsx'
import { PickRows } from './pick-rows.tsx'
import { ScanPanel } from './scan-panel.tsx'
import { ShortDialog } from './short-dialog.tsx'
import { useTicks } from './use-ticks.ts'

const CAPTURING = ['PICKING', 'PREPARED', 'VERIFIED']

type Props = {
  note: NoteView
  codes: readonly KeptCodeRow[]
  damaged: readonly DamagedWaitingRow[]
  drivers: readonly { id: string; name: string }[]
  checklist: Checklist | null
  userId: string
  /** The person prepares and dispatches here; a manager only looks. */
  canAct: boolean
  hasPasskeys: boolean
  actions: KeeperActions
}

/** One note in the keeper's hand: picking, scanning, signing and letting go, each when its time has come. */
export function NoteWork(props: Props) {
  const { note, codes, damaged, checklist, userId, canAct, actions } = props
  const t = useTranslations('keeper')
  const isPicking = canAct && note.status === 'PICKING'
  const canScan =
    canAct &&
    CAPTURING.includes(note.status) &&
    !note.isCodesFixed &&
    note.lines.some((line) => line.codesDue > 0)
  const { ticked, toggle, tickAll, forget } = useTicks(
    `silian-picks:${userId}:${note.accountSetId}:${note.paperId}`,
  )
  const [chosenLine, setChosenLine] = useState<number | null>(null)
  const [short, setShort] = useState<LineView | null>(null)
  const line = lineToScan(note.lines, chosenLine)
  const choose = useCallback((lineNo: number) => setChosenLine(lineNo), [])
  const openLines = note.lines.filter((each) => !isPicked(each, ticked))
  const tell = useToldPicks(note, actions.recordPicks)
  const tickWhole = (lines: readonly LineView[]) => {
    tickAll(lines.map((each) => each.lineNo))
    tell(lines)
  }

  return (
    <div className="grid items-start gap-3 lg:grid-cols-[3fr_2fr]">
      <div className="flex min-w-0 flex-col gap-3">
        {canScan ? (
          <Card isFlush>
            <ScanPanel
              note={note}
              userId={userId}
              line={line}
              capture={actions.capture}
              isPaused={short !== null}
              onLine={choose}
            />
          </Card>
        ) : null}
        <Card
          title={t('lines', { count: note.lines.length })}
          isFlush
          aside={
            isPicking && openLines.length > 0 ? (
              <Button size="small" onClick={() => tickWhole(openLines)}>
                {t('allWhole')}
              </Button>
            ) : undefined
          }
        >
          <PickRows
            lines={note.lines}
            isPicking={isPicking}
            ticked={ticked}
            chosenLine={canScan ? (line?.lineNo ?? null) : null}
            onTick={(picked) => (ticked.has(picked.lineNo) ? toggle(picked.lineNo) : tickWhole([picked]))}
            onShort={setShort}
            onChoose={choose}
          />
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        {checklist === null ? null : (
          <Card title={t(`gate.${checklist.step}`)}>
            <GateChecklist gate={checklist} label={t(`gate.${checklist.step}`)} />
          </Card>
        )}
        {canAct && (note.status === 'PREPARED' || note.status === 'VERIFIED') ? (
          <Card title={t('driver.title')}>
            <DriverChoice note={note} drivers={props.drivers} action={actions.assignDriver} />
          </Card>
        ) : null}
        {codes.length + damaged.length > 0 || canScan ? (
          <CodeLists
            note={note}
            line={line}
            codes={codes}
            damaged={damaged}
            canChange={canScan}
            remove={actions.removeCode}
            reportDamaged={actions.reportDamaged}
          />
        ) : null}
      </div>
      {canAct ? (
        <NextActBar
          note={note}
          userId={userId}
          isGateOpen={checklist?.isOpen === true}
          isAllPicked={openLines.length === 0}
          prepareInput={prepareInputOf(note, ticked)}
          hasPasskeys={props.hasPasskeys}
          actions={actions}
          onPrepared={forget}
        />
      ) : null}
      {short === null ? null : (
        <ShortDialog
          note={note}
          line={short}
          action={actions.recordPicks}
          onClose={(isRecorded) => {
            if (isRecorded && ticked.has(short.lineNo)) toggle(short.lineNo)
            setShort(null)
          }}
        />
      )}
    </div>
  )
}

/**
 * Tells the desk of ticked lines as they are ticked, so that the queue and the clerk see how far the picking is. A
 * telling that does not get through is no loss: the ticks stay on the phone and go with the preparation.
 */
function useToldPicks(
  note: NoteView,
  record: KeeperActions['recordPicks'],
): (lines: readonly LineView[]) => void {
  const router = useRouter()
  const { accountSetId, paperId } = note
  return (lines) => {
    const input = { accountSetId, paperId, lines: lines.map(wholeLine) }
    record({ key: newSubmissionKey(), input }).then(
      (answer) => (answer.status === 'done' ? router.refresh() : undefined),
      () => undefined,
    )
  }
}

function wholeLine({ lineNo, due }: LineView) {
  return { lineNo, picked: due, isQualityGood: true, remark: '' }
}

function isPicked(line: LineView, ticked: ReadonlySet<number>): boolean {
  return ticked.has(line.lineNo) || (line.pick !== null && line.pick.isWhole && line.pick.isQualityGood)
}

/** The line chosen, else the first that still needs codes. */
function lineToScan(lines: readonly LineView[], chosen: number | null): LineView | null {
  const wanted = lines.find((line) => line.lineNo === chosen)
  if (wanted !== undefined && wanted.casesKept + wanted.bottlesKept < wanted.codesDue) return wanted
  return lines.find((line) => line.casesKept + line.bottlesKept < line.codesDue) ?? wanted ?? null
}

function prepareInputOf(note: NoteView, ticked: ReadonlySet<number>) {
  const { accountSetId, paperId } = note
  const lines = note.lines.filter((line) => ticked.has(line.lineNo))
  return { accountSetId, paperId, lines: lines.map(wholeLine) }
}
