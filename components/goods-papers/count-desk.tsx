'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { SearchBox, type SearchOption } from '#components/forms/search-box.tsx'
import { useAction, type FormAction, type Proof } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { FilePicture } from '#components/note-page/incident-forms.tsx'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'
import type { FormProduct } from '#lib/papers/goods/open-form.ts'
import type { GoodsPage } from '#lib/papers/goods/page.ts'
import { CountLine, CountOverview } from './count-line.tsx'
import {
  countInputOf,
  countRows,
  type CountRow,
  isCounted,
  NOTHING,
  strangerOf,
  wrongRow,
} from './count-state.ts'
import { findOpenProducts } from './open-reads.ts'
import { useCount } from './use-count.ts'

type Props = {
  page: GoodsPage
  userId: string
  hasPasskeys: boolean
  actions: {
    count: FormAction<unknown>
    attach: FormAction<unknown>
    askToSign: AskToSign
  }
}

/**
 * The keeper's count, for a phone held in one hand: one product at a time, cases and bottles in big fields; at the end one
 * signature for counts and codes (R19). What was typed stays on the phone until it is signed.
 */
export function CountDesk({ page, userId, hasPasskeys, actions }: Props) {
  const t = useTranslations('goods.count')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const toast = useToast()
  const router = useRouter()
  const { leaves } = GOODS_TRAITS[page.kind]
  const { state, set, add, remove, forget } = useCount(`silian-count:${userId}:${page.paperId}`)
  const [chosen, setChosen] = useState<string | null>(null)
  const [isSigning, setIsSigning] = useState(false)
  const rows = countRows(page, state.strangers, leaves || page.kind === 'CUSTOMER_RETURN')
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === chosen),
  )
  const row = rows[at]
  const countedOf = (key: string) => state.counted[key] ?? NOTHING
  const open = rows.filter(({ key }) => !isCounted(countedOf(key)))
  const sent = useAction(actions.count, () => {
    forget()
    toast(t('done', { number: page.number }), 'positive')
    router.push(goodsHref(page.kind, page))
  })
  const input = () => countInputOf(page, rows, state.counted)
  const wrong = sent.answer?.status === 'invalid' ? wrongRow(sent.answer.fields, rows) : null
  const isReceipt = page.kind === 'GOODS_RECEIPT'
  const wrongKey = wrong?.key
  useEffect(() => {
    // The bar at the lower edge must not lie over what is wrong.
    if (wrongKey === undefined || isSigning) return
    const field = document.querySelector<HTMLElement>('[aria-invalid=true]')
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }, [wrongKey, isSigning, sent.answer])
  const asks = { damaged: !leaves, rejected: isReceipt, batch: isReceipt }

  async function sign(proof: Proof): Promise<void> {
    const answer = await sent.send(input(), proof)
    if (answer?.status === 'refused' && answer.refusal.checklist === undefined) return
    if (answer?.status === 'invalid') {
      const place = wrongRow(answer.fields, rows)
      if (place !== null) setChosen(place.key)
    }
    if (answer?.status === 'done' || answer?.status === 'invalid' || answer?.status === 'refused')
      setIsSigning(false)
  }

  async function askPasskey(): Promise<{ proof: Proof } | { trouble: string }> {
    const asked = await askPasskeyProof(actions.askToSign, 'goodsPaper.count', input())
    if (asked.status === 'done') return { proof: asked.value }
    return { trouble: say('refused', asked.status === 'refused' ? asked.code : 'signing.passkeyCancelled') }
  }

  return (
    <div className="grid items-start gap-3 lg:grid-cols-[3fr_2fr]">
      <div className="flex min-w-0 flex-col gap-3">
        {isSigning ? null : <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />}
        {row === undefined ? null : (
          <Card
            title={t('of', { done: rows.length - open.length, all: rows.length })}
            aside={
              row.lineNo === null ? (
                <Button size="small" variant="quiet" onClick={() => remove(row.productId)}>
                  {t('remove')}
                </Button>
              ) : undefined
            }
          >
            <CountLine
              key={row.key}
              row={row}
              counted={countedOf(row.key)}
              asks={asks}
              errorOf={(field) => {
                const code = wrong?.key === row.key ? wrong.fields[field] : undefined
                return code === undefined ? undefined : say('invalid', code)
              }}
              set={(patch) => set(row.key, patch)}
            />
          </Card>
        )}
        {rows.some(({ codes }) => codes.cases || codes.bottles) ? (
          <ButtonLink href={`/goods/${page.accountSetId}/${page.paperId}/codes`} className="self-start">
            {t('toCodes', { kept: rows.reduce((sum, { codesKept }) => sum + codesKept, 0) })}
          </ButtonLink>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <Card title={t('all', { count: rows.length })} isFlush>
          <CountOverview rows={rows} countedOf={countedOf} chosen={row?.key ?? null} onChoose={setChosen} />
        </Card>
        {isReceipt ? (
          <Card>
            <AddStranger
              page={page}
              onAdd={(product) => {
                const own = page.lines.find(({ productId }) => productId === product.productId)
                if (own === undefined) add(strangerOf(product))
                setChosen(own === undefined ? `p${product.productId}` : `l${own.lineNo}`)
              }}
            />
          </Card>
        ) : null}
        {page.may.attach ? (
          <Card title={t('photograph')}>
            <FilePicture
              action={actions.attach}
              of={{ accountSetId: page.accountSetId, paperId: page.paperId }}
              first="GOODS"
            />
          </Card>
        ) : null}
      </div>
      <BottomBar>
        <Button disabled={at === 0} onClick={() => setChosen(rows[at - 1]?.key ?? null)}>
          {t('back')}
        </Button>
        {open.length === 0 ? (
          <Button
            variant="primary"
            onClick={() => {
              sent.dismiss()
              setIsSigning(true)
            }}
          >
            {t('sign')}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => setChosen(nextKey(rows, at, open))}>
            {t('next')}
          </Button>
        )}
      </BottomBar>
      {isSigning ? (
        <SignCount
          count={rows.length}
          number={page.number}
          sent={sent}
          onSign={sign}
          askPasskey={hasPasskeys ? askPasskey : null}
          onClose={() => setIsSigning(false)}
        />
      ) : null}
    </div>
  )
}

/** The next row; after the last one the first that is still open. */
function nextKey(rows: readonly CountRow[], at: number, open: readonly CountRow[]): string | null {
  return rows[at + 1]?.key ?? open[0]?.key ?? null
}

function SignCount({
  count,
  number,
  sent,
  onSign,
  askPasskey,
  onClose,
}: {
  count: number
  number: string
  sent: ReturnType<typeof useAction<unknown>>
  onSign: (proof: Proof) => Promise<void>
  askPasskey: (() => Promise<{ proof: Proof } | { trouble: string }>) | null
  onClose: () => void
}) {
  const t = useTranslations('goods')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  return (
    <ProofDialog
      words={{
        title: t('count.sign'),
        sign: t('open.signing'),
        sending: t('open.sending'),
        passkey: t('open.passkey'),
        pinMissing: t('open.pinMissing'),
      }}
      isSending={sent.isSending}
      answer={sent.answer}
      say={say}
      checkAgain={sent.checkAgain}
      onSign={(proof) => void onSign(proof)}
      askPasskey={askPasskey}
      onClose={onClose}
    >
      <p>{t('count.question', { number, count })}</p>
    </ProofDialog>
  )
}

/** Goods that came without standing on the paper: found by typing or scanning the product's barcode. */
function AddStranger({ page, onAdd }: { page: GoodsPage; onAdd: (product: FormProduct) => void }) {
  const t = useTranslations('goods.count')
  const [turn, setTurn] = useState(0)
  const { accountSetId } = page
  const search = useCallback(
    async (text: string): Promise<(SearchOption & { product: FormProduct })[]> => {
      const found = await findOpenProducts({ accountSetId, warehouseId: '' }, text)
      return found.map(({ product }) => ({
        key: product.productId,
        text: product.name,
        isUnavailable: !product.isActive,
        product,
        content: (
          <span>
            {product.name} <span className="text-muted">{product.specification}</span>
          </span>
        ),
      }))
    },
    [accountSetId],
  )
  return (
    <Field label={t('addLabel')} hint={t('addHint')}>
      {(control) => (
        <SearchBox
          key={turn}
          control={control}
          search={search}
          onTake={(option) => {
            onAdd(option.product)
            setTurn(turn + 1)
          }}
        />
      )}
    </Field>
  )
}
