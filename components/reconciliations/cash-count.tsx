'use client'

import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { NumberInput, TextInput } from '#components/ui/inputs.tsx'
import {
  countedFen,
  DENOMINATIONS_FEN,
  readPieces,
} from '#lib/domain/driver-reconciliations/denominations.ts'
import { CashSums } from './cash-sums.tsx'

const yuanOf = (fen: number): string => String(fen / 100)

/** Cash by denomination: pieces are typed from the largest down, the sum and what is missing are told while typing. */
export function CashCount({
  session: { accountSetId, paperId },
  expectedFen,
  last,
  action,
}: {
  session: { accountSetId: number; paperId: string }
  expectedFen: string
  /** The count that stands; null before the first. */
  last: { pieces: readonly number[]; reason: string } | null
  action: FormAction<{ totalFen: string }>
}) {
  const t = useTranslations('reconciliations')
  const say = useSentence('reconciliations')
  const [pieces, setPieces] = useState(() =>
    DENOMINATIONS_FEN.map((_, at) => (last === null ? '' : String(last.pieces[at] ?? 0))),
  )
  const [reason, setReason] = useState(last?.reason ?? '')
  const sent = useAct(action, t('countDone'))
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const read = pieces.map((typed) => readPieces(typed))
  const totalFen = countedFen(read.map((each) => (each.ok ? each.value : 0)))
  const isTyped = pieces.some((typed) => typed.trim() !== '')
  const differenceFen = isTyped ? totalFen - BigInt(expectedFen) : 0n
  const count = (event: SubmitEvent) => {
    event.preventDefault()
    void sent.send({ accountSetId, paperId, pieces, stated: '', reason })
  }
  const wrong = (at: number): string | undefined => {
    const parsed = read[at]
    const code = parsed !== undefined && !parsed.ok ? parsed.code : fields[`pieces.${at}`]
    return code === undefined ? undefined : say('invalid', code)
  }
  return (
    <Card title={t('cash')}>
      <form noValidate className="flex flex-col gap-3" onSubmit={count}>
        <ActAnswer sent={sent} namespace="reconciliations" />
        <div className="grid grid-cols-4 gap-2">
          {DENOMINATIONS_FEN.map((fen, at) => (
            <Field key={fen} label={t('piece', { yuan: yuanOf(fen) })} error={wrong(at)}>
              {(control) => (
                <NumberInput
                  {...control}
                  inputMode="numeric"
                  value={pieces[at]}
                  onChange={(event) =>
                    setPieces(pieces.map((typed, each) => (each === at ? event.target.value : typed)))
                  }
                />
              )}
            </Field>
          ))}
        </div>
        <CashSums expectedFen={expectedFen} totalFen={`${totalFen}`} differenceFen={`${differenceFen}`} />
        {differenceFen === 0n ? null : (
          <Field label={t('reason')} isRequired>
            {(control) => (
              <TextInput
                {...control}
                maxLength={300}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
        <div>
          <Button type="submit" variant="primary" aria-disabled={sent.isSending || undefined}>
            {t('count')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
