'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useRef, useState } from 'react'
import { newSubmissionKey, sendUntilAnswered, type Answer } from '#components/forms/send-once.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { ScanField } from '#components/scan/scan-field.tsx'
import { signalScan } from '#components/scan/scan-signal.ts'
import { CheckIcon, CrossIcon } from '#components/ui/icons-status.tsx'

type Accepted = { copies: readonly { number: string; kind: string }[] }
type AcceptedSet = { number: string }
type Told = { key: number; isGood: boolean; text: string }

const strip = 3

/**
 * Each scan of a copy's QR code is one acceptance, told at once by colour, sound and vibration; scans do not wait for
 * each other. A keeper's scan of a note still at the desk takes the whole set with the goods.
 */
export function ScanToAccept({
  accept,
  acceptSet,
}: {
  accept: FormAction<Accepted>
  acceptSet: FormAction<AcceptedSet>
}) {
  const t = useTranslations('handOvers')
  const custody = useTranslations('custody')
  const say = useSentence('custody')
  const router = useRouter()
  const [told, setTold] = useState<readonly Told[]>([])
  const count = useRef(0)

  const tell = useCallback((isGood: boolean, text: string) => {
    count.current += 1
    const key = count.current
    setTold((before) => [{ key, isGood, text }, ...before].slice(0, strip))
    signalScan(isGood ? 'kept' : 'refused')
  }, [])

  const trouble = useCallback(
    (answer: Answer<unknown>): string => {
      if (answer.status === 'refused') return say('refused', answer.refusal.code, answer.refusal.params)
      if (answer.status === 'invalid') return say('invalid', 'notACopy')
      return say('refused', answer.status)
    },
    [say],
  )

  const scan = useCallback(
    async (scanned: string) => {
      const input = { of: { scanned }, remark: '' }
      const first = await once(accept, input)
      if (first.status === 'done') {
        const [copy] = first.value.copies
        const kinds = first.value.copies.map(({ kind }) => custody(`copy.${kind}`)).join(custody('between'))
        tell(true, t('scanned', { number: copy?.number ?? '', copy: kinds }))
        return router.refresh()
      }
      const isSet = first.status === 'refused' && first.refusal.code === 'copies.takeTheSet'
      if (!isSet) return tell(false, trouble(first))
      const set = await once(acceptSet, { scanned })
      if (set.status !== 'done') return tell(false, trouble(set))
      tell(true, t('scannedSet', { number: set.value.number }))
      router.refresh()
    },
    [accept, acceptSet, custody, router, t, tell, trouble],
  )

  return (
    <section className="flex flex-col gap-2 rounded-md border border-line bg-surface p-3">
      <ScanField label={t('scan')} onScan={(text) => void scan(text)} />
      <ul aria-live="polite" aria-label={t('lately')} className="flex min-h-6 flex-col gap-1">
        {told.map((each) => (
          <li key={each.key} className={each.isGood ? 'text-positive' : 'text-danger'}>
            {each.isGood ? (
              <CheckIcon className="mr-1 inline size-4" />
            ) : (
              <CrossIcon className="mr-1 inline size-4" />
            )}
            {each.text}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One scan, one submission, sent again with the same key while the network fails. */
function once<Value>(action: FormAction<Value>, input: unknown): Promise<Answer<Value>> {
  const key = newSubmissionKey()
  return sendUntilAnswered(
    () => action({ key, input }),
    () => false,
  )
}
