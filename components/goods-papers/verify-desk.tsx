'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Checkbox, TextInput } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'
import type { GoodsPage } from '#lib/papers/goods/page.ts'

type Again = { isNameRight: boolean; counted: string; damaged: string }
const NOTHING: Again = { isNameRight: false, counted: '', damaged: '' }

/** What a second person finds, typed line by line: nothing is filled in for them and nothing is shown (R10, R21, R26). */
export function VerifyDesk({ page, action }: { page: GoodsPage; action: FormAction<unknown> }) {
  const t = useTranslations('goods.verify')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const toast = useToast()
  const router = useRouter()
  const [again, setAgain] = useState<Readonly<Record<number, Again>>>({})
  const sent = useAction(action, () => {
    toast(t('done', { number: page.number }), 'positive')
    router.push(goodsHref(page.kind, page))
  })
  const rows = [
    ...page.lines.filter(({ found }) => found !== null),
    ...page.unexpected.map((line) => ({ ...line, productCode: '', specification: '' })),
  ]
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const of = (lineNo: number): Again => again[lineNo] ?? NOTHING
  const change = (lineNo: number, patch: Partial<Again>) =>
    setAgain({ ...again, [lineNo]: { ...of(lineNo), ...patch } })
  const isWhole = rows.every(({ lineNo }) => of(lineNo).counted.trim() !== '')
  const input = {
    accountSetId: page.accountSetId,
    paperId: page.paperId,
    lines: rows.map(({ lineNo }) => ({ lineNo, ...of(lineNo) })),
  }
  return (
    <>
      <p className="mb-3 text-muted">{t('about')}</p>
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <Card isFlush className="my-3">
        <ul className="divide-y divide-line">
          {rows.map((row, at) => {
            const cell = (name: 'counted' | 'damaged') => {
              const wrong = fields[`lines.${at}.${name}`]
              return (
                <Field
                  label={t(name)}
                  className="w-28"
                  error={wrong === undefined ? undefined : say('invalid', wrong)}
                >
                  {(control) => (
                    <TextInput
                      {...control}
                      maxLength={40}
                      value={of(row.lineNo)[name]}
                      onChange={(event) => change(row.lineNo, { [name]: event.target.value })}
                    />
                  )}
                </Field>
              )
            }
            return (
              <li key={row.lineNo} className="flex flex-wrap items-end justify-between gap-3 p-3">
                <div className="min-w-48 flex-1">
                  <p className="text-base font-semibold">
                    <span className="mr-2 text-muted">{row.lineNo}</span>
                    {row.productName}
                  </p>
                  <p className="text-muted">{row.specification}</p>
                  <Checkbox
                    label={t('nameRight')}
                    checked={of(row.lineNo).isNameRight}
                    onChange={(event) => change(row.lineNo, { isNameRight: event.target.checked })}
                  />
                </div>
                <div className="flex gap-2">
                  {cell('counted')}
                  {GOODS_TRAITS[page.kind].leaves ? null : cell('damaged')}
                </div>
              </li>
            )
          })}
        </ul>
      </Card>
      <BottomBar>
        <Button
          variant="primary"
          aria-disabled={sent.isSending || !isWhole || undefined}
          onClick={() => (isWhole ? void sent.send(input) : undefined)}
        >
          {t('act')}
        </Button>
      </BottomBar>
    </>
  )
}
