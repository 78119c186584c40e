'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Checklist } from '#lib/kernel/gate.ts'
import type { LineView, NoteView } from '#lib/domain/delivery-notes/road-view.ts'
import { type Change, ChangeDialog } from './change-dialog.tsx'
import { CopyNames } from './copy-names.tsx'
import { SignatureStroke, type Stroke } from './signature-stroke.tsx'
import { SignedPhoto } from './signed-photo.tsx'

export type DriverActions = {
  accept: FormAction<unknown>
  attach: FormAction<{ hash: string }>
  deliver: FormAction<unknown>
  offer: FormAction<unknown>
}

type Signature = { kind: 'STROKE'; stroke: Stroke } | { kind: 'SIGNED_COPY'; hash: string } | null

/** The stop: accept the copies, hand over the goods, have the customer sign, bring the copies back. */
export function StopWork({
  note,
  gate,
  userId,
  canAct,
  actions,
}: {
  note: NoteView
  /** What must hold before the delivery is recorded. */
  gate: Checklist
  userId: string
  canAct: boolean
  actions: DriverActions
}) {
  const offered = note.copies.filter((copy) => copy.offeredToId === userId)
  const kept = note.copies.filter((copy) => copy.keeperId === userId)
  if (!canAct) return null
  if (offered.length > 0) return <AcceptCopies note={note} kinds={kindsOf(offered)} accept={actions.accept} />
  if (note.status === 'DISPATCHED') return <Delivery note={note} gate={gate} actions={actions} />
  const back = kept.filter((copy) => copy.offeredToId === null)
  return back.length > 0 ? <BringBack note={note} kinds={kindsOf(back)} offer={actions.offer} /> : null
}

function kindsOf(copies: NoteView['copies']): string[] {
  return copies.map((copy) => copy.kind)
}

function copiesOf(note: NoteView, kinds: readonly string[]) {
  const { accountSetId, paperId } = note
  return kinds.map((kind) => ({ accountSetId, paperId, kind }))
}

function AcceptCopies({
  note,
  kinds,
  accept,
}: {
  note: NoteView
  kinds: readonly string[]
  accept: FormAction<unknown>
}) {
  const t = useTranslations('driver')
  return (
    <>
      <Card title={t('acceptTitle')}>
        <p className="mb-2">{t('acceptAbout')}</p>
        <CopyNames kinds={kinds} />
      </Card>
      <BottomBar>
        <ActButton
          variant="primary"
          action={accept}
          input={{ of: { copies: copiesOf(note, kinds) }, remark: '' }}
          label={t('accept', { count: kinds.length })}
          doneText={t('accepted', { number: note.number })}
          namespace="driver"
        />
      </BottomBar>
    </>
  )
}

function BringBack({
  note,
  kinds,
  offer,
}: {
  note: NoteView
  kinds: readonly string[]
  offer: FormAction<unknown>
}) {
  const t = useTranslations('driver')
  return (
    <>
      <Card title={t('backTitle')}>
        <p className="mb-2">{t('backAbout', { name: note.preparerName })}</p>
        <CopyNames kinds={kinds} />
      </Card>
      <BottomBar>
        <ActButton
          variant="primary"
          action={offer}
          input={{ copies: copiesOf(note, kinds), toPlace: 'DESK', toId: note.preparerId, remark: '' }}
          label={t('back')}
          doneText={t('backDone', { number: note.number })}
          namespace="driver"
        />
      </BottomBar>
    </>
  )
}

function Delivery({ note, gate, actions }: { note: NoteView; gate: Checklist; actions: DriverActions }) {
  const t = useTranslations('driver')
  const say = useSentence('driver')
  const toast = useToast()
  const router = useRouter()
  const [changes, setChanges] = useState<readonly Change[]>([])
  const [changing, setChanging] = useState<LineView | null>(null)
  const [signature, setSignature] = useState<Signature>(null)
  const [isOnPaper, setIsOnPaper] = useState(false)
  const sent = useAction(actions.deliver, () => {
    toast(t('delivered', { number: note.number }), 'positive')
    router.refresh()
  })
  const { accountSetId, paperId } = note
  const send = () => sent.send({ accountSetId, paperId, lines: changes, signature })
  const keepChange = (lineNo: number, change: Change | null) => {
    setChanges([...changes.filter((each) => each.lineNo !== lineNo), ...(change === null ? [] : [change])])
    setChanging(null)
  }
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}

  return (
    <div className="flex flex-col gap-3">
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <Card title={t('goods')} isFlush>
        <ul className="divide-y divide-line">
          {note.lines.map((line) => (
            <GoodsRow
              key={line.lineNo}
              line={line}
              change={changes.find((each) => each.lineNo === line.lineNo)}
              error={errorOf(fields, changes, line.lineNo, (code) => say('invalid', code))}
              onChange={() => setChanging(line)}
            />
          ))}
        </ul>
      </Card>
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
            attach={actions.attach}
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
        <Button variant="primary" aria-disabled={sent.isSending || undefined} onClick={() => void send()}>
          {t(changes.length === 0 ? 'deliverAll' : 'deliverPart')}
        </Button>
      </BottomBar>
      {changing === null ? null : (
        <ChangeDialog
          line={changing}
          change={changes.find((each) => each.lineNo === changing.lineNo)}
          onKeep={(change) => keepChange(changing.lineNo, change)}
          onClose={() => setChanging(null)}
        />
      )}
    </div>
  )
}

function errorOf(
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

function GoodsRow({
  line,
  change,
  error,
  onChange,
}: {
  line: LineView
  change: Change | undefined
  error: string | undefined
  onChange: () => void
}) {
  const t = useTranslations('driver')
  return (
    <li className="flex items-center justify-between gap-3 p-3">
      <div className="min-w-0">
        <p className="text-base font-semibold">
          <span className="mr-2 text-muted">{line.lineNo}</span>
          {line.productName}
        </p>
        <p className="text-muted">{line.specification}</p>
        {change === undefined ? null : (
          <p className="text-warning">
            {t('tookOnly', { accepted: change.accepted, due: line.due })} · {change.reason}
          </p>
        )}
        {error === undefined ? null : <p className="text-danger">{error}</p>}
      </div>
      <div className="flex shrink-0 items-center gap-2">
        <span className="text-lg font-semibold">{line.due}</span>
        <Button onClick={onChange}>{t('change.act')}</Button>
      </div>
    </li>
  )
}
