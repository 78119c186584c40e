'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction, type Proof } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { useShortcut } from '#components/shell/shortcuts.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { formatFen } from '#lib/kernel/money.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { OPEN_FORMS, type OpenChoices, type OpenForm, type OpenStart } from '#lib/papers/goods/open-form.ts'
import { focusOpenCell } from './open-cells.ts'
import { columnsOf, OPEN_PROBLEM, OpenGrid } from './open-grid.tsx'
import { focusHead, OpenHeadFields } from './open-head.tsx'
import { findOpenProducts } from './open-reads.ts'
import {
  isPicked,
  keptPlace,
  lineAmountFen,
  openInputOf,
  openName,
  openReducer,
  openStateOf,
  sentLines,
} from './open-state.ts'
import { missingPlaces, placeOfRefusal, wrongPlaces } from './open-wrong.ts'
import { useFreshStock } from './use-fresh-stock.ts'
import { useKept } from './use-kept.ts'
import { focusPicker, LinePicker } from './line-picker.tsx'
import { type GridTrouble, useOpenGrid } from './use-open-grid.ts'
import { useWrongPlaces } from './use-wrong-places.ts'

const NO_LINES: [] = []

/** What a verb that opens a goods paper answers. */
export type OpenedPaper = { accountSetId: number; paperId: string; number: string }

type Props = {
  kind: GoodsKind
  choices: OpenChoices
  start: OpenStart
  /** The verb that opens the paper; it signs as preparer. */
  action: FormAction<OpenedPaper>
  /** The name of the verb, for the passkey. */
  command: string
  askToSign: AskToSign
  hasPasskeys: boolean
  signerName: string
  /** Another form than the usual one of the kind. */
  form?: OpenForm
}

/**
 * Opens a goods paper by keyboard: head, lines, signature. Typing is search, Enter walks, a scan in any cell makes a line.
 * What was typed is kept in this tab until the paper is there, whatever the desk answers.
 */
export function OpenDesk({
  kind,
  choices,
  start,
  action,
  command,
  askToSign,
  hasPasskeys,
  signerName,
  form = OPEN_FORMS[kind],
}: Props) {
  const t = useTranslations('goods')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const toast = useToast()
  const router = useRouter()
  const [state, dispatch] = useReducer(openReducer, openStateOf(start, form))
  const [trouble, tell] = useState<GridTrouble | null>(null)
  const [isSigning, setIsSigning] = useState(false)
  const sourcePaperId = start.source?.paperId ?? null
  const name = openName(kind, form)
  const place = keptPlace(name, signerName, sourcePaperId ?? start.lines[0]?.sourcePaperId ?? null)
  const forget = useKept(place, state, dispatch)
  const latest = useRef(state)
  latest.current = state
  const lines = useRef(state.lines)
  lines.current = state.lines
  const { accountSetId, warehouseId } = state.head
  const { wrong, show } = useWrongPlaces(latest)

  const sent = useAction(action, (opened: OpenedPaper) => {
    forget()
    toast(t('open.done', { number: opened.number }), 'positive')
    router.push(goodsHref(kind, opened))
  })

  const columns = useMemo(() => columnsOf(form), [form])
  const toLines = useCallback(() => {
    const first = lines.current[0]
    if (first !== undefined) focusOpenCell(first.key, columns[0] ?? 'quantity')
    else document.getElementById(SIGN)?.focus()
  }, [columns])
  const leave = useCallback(
    (to: 'head' | 'sign') => (to === 'head' ? focusHead() : document.getElementById(SIGN)?.focus()),
    [],
  )
  const find = useCallback(
    (text: string) => findOpenProducts({ accountSetId, warehouseId }, text),
    [accountSetId, warehouseId],
  )
  const keys = useOpenGrid({ lines, dispatch, columns, find, tell, leave })
  useFreshStock({ accountSetId, warehouseId }, form.columns.available ? state.lines : NO_LINES, dispatch)

  const input = () => openInputOf(form, latest.current, sourcePaperId)

  function ask(): void {
    const missing = missingPlaces(form, latest.current)
    show(missing)
    sent.dismiss()
    const isEmpty = form.picks !== null && sentLines(latest.current).length === 0
    if (isEmpty && missing.length === 0) focusPicker()
    else setIsSigning(missing.length === 0)
  }

  /** At once: while the dialog is open the cursor cannot go to what is wrong behind it. */
  const closeDialog = () => flushSync(() => setIsSigning(false))

  async function sign(proof: Proof): Promise<void> {
    const typed = latest.current
    const answer = await sent.send(input(), proof)
    if (answer?.status === 'invalid') {
      const places = wrongPlaces(answer.fields, sentLines(typed))
      if (places.length > 0) closeDialog()
      show(places)
    } else if (answer?.status === 'refused' && answer.refusal.checklist !== undefined) {
      closeDialog()
      const place = placeOfRefusal(answer.refusal.checklist.items, sentLines(typed))
      if (place !== null) focusOpenCell(place.key, place.column)
    } else if (answer?.status === 'done') setIsSigning(false)
  }

  async function askPasskey(): Promise<{ proof: Proof } | { trouble: string }> {
    const asked = await askPasskeyProof(askToSign, command, input())
    if (asked.status === 'done') return { proof: asked.value }
    return { trouble: say('refused', asked.status === 'refused' ? asked.code : 'signing.passkeyCancelled') }
  }

  useShortcut('Ctrl+Enter', t('open.sign'), ask)
  useShortcut('F2', t('open.head'), () => focusHead())
  useShortcut('F3', t('open.lines'), toLines)

  const errorOf = (field: string): string | undefined => {
    const found = wrong.find((each) => each.at === 'head' && each.field === field)
    return found === undefined ? undefined : say('invalid', found.code)
  }
  const wrongLine = wrong.find((each) => each.at === 'line')
  const wrongCells = Object.fromEntries(
    wrong.flatMap((each) => (each.at === 'line' ? [[each.key, each.column]] : [])),
  )
  const count = sentLines(state).length
  const kindName = t(`kind.${name}`)
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title={t('openTitle', { kind: t(`kindWithin.${name}`) })}
        about={start.source === null ? undefined : `${t('open.source')} ${start.source.number}`}
      />
      {isSigning ? null : <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />}
      <OpenHeadFields
        form={form}
        choices={choices}
        head={state.head}
        isGiven={(start.party !== null && start.source !== null) || isPicked(state)}
        errorOf={errorOf}
        set={(patch) => dispatch({ kind: 'setHead', patch })}
        onLeave={toLines}
      />
      {form.picks === null ? null : (
        <LinePicker
          kind={form.picks}
          head={state.head}
          lines={state.lines}
          onPick={(picked) => dispatch({ kind: 'pick', picked })}
        />
      )}
      {form.hasLines ? (
        <>
          <OpenGrid
            lines={state.lines}
            form={form}
            wrong={wrongCells}
            keys={keys}
            onRemove={(key) => dispatch({ kind: 'removeLine', key })}
          />
          <p id={OPEN_PROBLEM} role="status" className="min-h-5 text-danger">
            {wrongLine === undefined ? null : say('invalid', wrongLine.code)}
            {trouble === null ? null : t(`open.${trouble.code}`, { text: trouble.text })}
          </p>
        </>
      ) : null}
      <OpenFooter form={form} lines={state.lines} count={count} onSign={ask} />
      {isSigning ? (
        <ProofDialog
          words={proofWords(t)}
          isSending={sent.isSending}
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onSign={(proof) => void sign(proof)}
          askPasskey={hasPasskeys ? askPasskey : null}
          onClose={() => setIsSigning(false)}
        >
          <p>{t('open.toSign', { kind: kindName, count })}</p>
          <p className="text-muted">{t('open.role', { name: signerName })}</p>
        </ProofDialog>
      ) : null}
    </div>
  )
}

const SIGN = 'open-sign'

/** How many lines, what they come to, and the button that asks for the signature. */
function OpenFooter({
  form,
  lines,
  count,
  onSign,
}: {
  form: OpenForm
  lines: Parameters<typeof sentLines>[0]['lines']
  count: number
  onSign: () => void
}) {
  const t = useTranslations('goods')
  return (
    <footer className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-sm text-muted max-lg:hidden">{form.hasLines ? t('open.keys') : null}</p>
      <span className="ml-auto flex flex-wrap items-center gap-4">
        {form.hasLines ? <span className="text-muted">{t('open.lineCount', { count })}</span> : null}
        {form.columns.unitPrice ? <Total lines={lines} label={t('open.total')} /> : null}
        <Button id={SIGN} variant="primary" shortcut="Ctrl+Enter" onClick={onSign}>
          {t('open.sign')}
        </Button>
      </span>
    </footer>
  )
}

function proofWords(t: ReturnType<typeof useTranslations>) {
  return {
    title: t('open.signTitle'),
    sign: t('open.signing'),
    sending: t('open.sending'),
    passkey: t('open.passkey'),
    pinMissing: t('open.pinMissing'),
  }
}

function Total({ lines, label }: { lines: Parameters<typeof sentLines>[0]['lines']; label: string }) {
  const amounts = lines.flatMap((line) => lineAmountFen(line) ?? [])
  if (amounts.length === 0) return null
  return (
    <output className="text-lg font-semibold">
      <span className="mr-2 text-sm font-normal text-muted">{label}</span>
      {`￥${formatFen(amounts.reduce((sum, amount) => sum + amount, 0n))}`}
    </output>
  )
}
