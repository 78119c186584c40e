'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { EMPTY_SLICE, SliceChoice, sliceOf, type TypedSlice } from './slice-fields.tsx'

type Choice<Id> = { id: Id; name: string }

/** Which warehouse is counted, and what of it; the products follow from that. Signed as preparer. */
export function OpenCount({
  accountSets,
  warehouses,
  action,
  askToSign,
  hasPasskeys,
  signerName,
}: {
  accountSets: readonly Choice<number>[]
  warehouses: readonly Choice<string>[]
  action: FormAction<{ accountSetId: number; paperId: string; number: string }>
  askToSign: AskToSign
  hasPasskeys: boolean
  signerName: string
}) {
  const t = useTranslations('stockCounts.open')
  const open = useTranslations('goods.open')
  const goods = useTranslations('goods')
  const say = useSentence(usePaperRooms())
  const toast = useToast()
  const router = useRouter()
  const [accountSetId, setAccountSetId] = useState(accountSets[0]?.id ?? 0)
  const [warehouseId, setWarehouseId] = useState(warehouses[0]?.id ?? '')
  const [reason, setReason] = useState('')
  const [slice, setSlice] = useState<TypedSlice>(EMPTY_SLICE)
  const [isSigning, setIsSigning] = useState(false)
  const input = { accountSetId, warehouseId, reason, slice: sliceOf(slice) }
  const sent = useAction(action, (opened) => {
    toast(open('done', { number: opened.number }), 'positive')
    router.push(goodsHref('STOCK_COUNT', opened))
  })
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const errorOf = (field: string) => {
    const code = fields[field]
    return code === undefined ? undefined : say('invalid', code)
  }
  const askPasskey = async () => {
    const asked = await askPasskeyProof(askToSign, 'stockCount.open', input)
    return asked.status === 'done'
      ? { proof: asked.value }
      : { trouble: asked.status === 'refused' ? say('refused', asked.code) : '' }
  }
  const ask = (event: SubmitEvent) => {
    event.preventDefault()
    setIsSigning(true)
  }
  const choices = <Id extends number | string>(of: readonly Choice<Id>[]) =>
    of.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
  const place = warehouses.find(({ id }) => id === warehouseId)?.name ?? ''
  return (
    <>
      <form className="flex max-w-2xl flex-col gap-3" onSubmit={ask}>
        {isSigning ? null : (
          <AnswerNotice
            answer={sent.answer}
            say={say}
            checkAgain={sent.checkAgain}
            onReload={() => router.refresh()}
          />
        )}
        <Card title={open('head')}>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={open('accountSet')} isRequired>
              {(control) => (
                <Select
                  {...control}
                  value={accountSetId}
                  onChange={(event) => setAccountSetId(Number(event.target.value))}
                >
                  {choices(accountSets)}
                </Select>
              )}
            </Field>
            <Field label={open('warehouse')} isRequired error={errorOf('warehouseId')}>
              {(control) => (
                <Select
                  {...control}
                  value={warehouseId}
                  onChange={(event) => setWarehouseId(event.target.value)}
                >
                  {choices(warehouses)}
                </Select>
              )}
            </Field>
            <Field label={open('reason')} className="sm:col-span-2" error={errorOf('reason')}>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={300}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          </div>
        </Card>
        <SliceChoice
          slice={slice}
          accountSetId={accountSetId}
          errorOf={errorOf}
          onChange={(patch) => setSlice({ ...slice, ...patch })}
        />
        <p className="text-muted">{t('about')}</p>
        <Button type="submit" variant="primary" className="self-start">
          {open('sign')}
        </Button>
      </form>
      {isSigning ? (
        <ProofDialog
          words={{
            title: open('signTitle'),
            sign: open('signing'),
            sending: open('signing'),
            passkey: open('passkey'),
            pinMissing: open('pinMissing'),
          }}
          isSending={sent.isSending}
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onSign={(proof) =>
            void sent.send(input, proof).then((answer) => {
              if (answer?.status === 'invalid') setIsSigning(false)
            })
          }
          askPasskey={hasPasskeys ? askPasskey : null}
          onClose={() => setIsSigning(false)}
        >
          <p>{open('role', { name: signerName })}</p>
          <p>
            {goods('kind.STOCK_COUNT')} · {place} · {t(`by.${slice.by}`)}
          </p>
        </ProofDialog>
      ) : null}
    </>
  )
}
