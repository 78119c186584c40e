'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { LineView, NoteView } from '#lib/domain/delivery-notes/road-view.ts'
import type { Checklist } from '#lib/kernel/gate.ts'
import type { ActProblem } from './act-queue.ts'
import { type Change, ChangeDialog } from './change-dialog.tsx'
import { GoodsRow } from './goods-row.tsx'
import { FREIGHT, type Payment, PaymentCard, type TenderRow } from './payment-card.tsx'
import { SignatureStroke, type Stroke } from './signature-stroke.tsx'
import { SignedPhoto } from './signed-photo.tsx'
import { NotDelivered } from './stop-acts.tsx'
import { cashDueFen, isRefusedWhole, type StopMoneyFacts } from './stop-money.ts'

type Signature = { kind: 'STROKE'; stroke: Stroke } | { kind: 'SIGNED_COPY'; hash: string } | null

/** Goods, money, signature: what the driver states at the stop, sent as one act. */
export function StopDelivery({
  note,
  gate,
  facts,
  problem,
  attach,
  onDeliver,
  onMissed,
}: {
  note: NoteView
  gate: Checklist
  facts: StopMoneyFacts
  /** Why the desk did not take the last delivery. */
  problem: ActProblem | null
  attach: FormAction<{ hash: string }>
  onDeliver: (input: object) => void
  /** Null when the note is on no trip. */
  onMissed: ((reason: string) => void) | null
}) {
  const t = useTranslations('driver')
  const say = useSentence('driver')
  const [changes, setChanges] = useState<readonly Change[]>([])
  const [changing, setChanging] = useState<LineView | null>(null)
  const [payment, setPayment] = useState<Payment>({ rows: null, reason: '' })
  const [signature, setSignature] = useState<Signature>(null)
  const [isOnPaper, setIsOnPaper] = useState(false)
  const fields = problem?.kind === 'invalid' ? problem.fields : {}
  const errorAt = (path: string) => (fields[path] === undefined ? undefined : say('invalid', fields[path]))
  const changeOf = (lineNo: number) => changes.find((each) => each.lineNo === lineNo)
  const keepChange = (lineNo: number, change: Change | null) => {
    setChanges([...changes.filter((each) => each.lineNo !== lineNo), ...(change === null ? [] : [change])])
    setChanging(null)
  }
  const tenders = payment.rows?.map((row) => tenderOf(row, note.paperId)) ?? null
  const deliver = () => onDeliver({ lines: changes, signature, tenders, unpaidReason: payment.reason })

  return (
    <div className="flex flex-col gap-3">
      <Card title={t('goods')} isFlush>
        <ul className="divide-y divide-line">
          {note.lines.map((line) => (
            <GoodsRow
              key={line.lineNo}
              line={line}
              change={changeOf(line.lineNo)}
              error={errorOfLine(fields, changes, line.lineNo, (code) => say('invalid', code))}
              onChange={() => setChanging(line)}
            />
          ))}
        </ul>
      </Card>
      <PaymentCard
        noteId={note.paperId}
        facts={facts}
        cashFen={cashDueFen(facts, changes)}
        isNothingDue={isRefusedWhole(facts, changes)}
        payment={payment}
        onPayment={setPayment}
        errorAt={errorAt}
      />
      <Card
        title={t('sign.title', { name: note.contactName })}
        aside={
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setIsOnPaper(!isOnPaper)
              setSignature(null)
            }}
          >
            {t(isOnPaper ? 'sign.onScreen' : 'sign.onPaper')}
          </Button>
        }
      >
        {isOnPaper ? (
          <SignedPhoto
            note={note}
            attach={attach}
            onFiled={(hash) => setSignature({ kind: 'SIGNED_COPY', hash })}
          />
        ) : (
          <SignatureStroke
            onStroke={(stroke) => setSignature(stroke === null ? null : { kind: 'STROKE', stroke })}
          />
        )}
      </Card>
      <Card title={t('gate')}>
        <GateChecklist gate={gate} label={t('gate')} />
      </Card>
      <BottomBar>
        {onMissed === null ? null : <NotDelivered onAct={onMissed} />}
        <Button variant="primary" onClick={deliver}>
          {t(changes.length === 0 ? 'deliverAll' : 'deliverPart')}
        </Button>
      </BottomBar>
      {changing === null ? null : (
        <ChangeDialog
          line={changing}
          change={changeOf(changing.lineNo)}
          photo={<SignedPhoto note={note} attach={attach} purpose="GOODS" onFiled={() => undefined} />}
          onKeep={(change) => keepChange(changing.lineNo, change)}
          onClose={() => setChanging(null)}
        />
      )}
    </div>
  )
}

function tenderOf({ method, amount, target }: TenderRow, noteId: string) {
  const isFreight = target === FREIGHT
  return {
    method,
    amount,
    paysPaperId: isFreight || target === noteId ? null : target,
    what: isFreight ? 'ADVANCED_FREIGHT' : 'GOODS',
  }
}

function errorOfLine(
  fields: Readonly<Record<string, string>>,
  changes: readonly Change[],
  lineNo: number,
  say: (code: string) => string,
): string | undefined {
  const index = changes.findIndex((each) => each.lineNo === lineNo)
  const path = Object.keys(fields).find((each) => each.startsWith(`lines.${index}.`))
  const code = path === undefined ? undefined : fields[path]
  return code === undefined ? undefined : say(code)
}
