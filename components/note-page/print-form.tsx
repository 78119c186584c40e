'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Checkbox, Select } from '#components/ui/inputs.tsx'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import { paperForms, type PaperForm, usualMode } from '#lib/print/forms.ts'

type Kind = CopyKind
type Medium = 'IMPACT' | 'LASER' | 'PDF'

const rememberedForm = 'silian-print-form'

/**
 * Which form, which way, which copies; Enter prints. The print is counted before anything is shown. The form chosen last
 * on this machine is offered first.
 */
export function PrintForm({
  paper,
  number,
  counts,
  action,
  hrefs,
}: {
  paper: { accountSetId: number; paperId: string }
  number: string
  /** The copies there are, in their order, with how often each was printed. */
  counts: readonly { kind: Kind; count: number; title?: string }[]
  action: FormAction<unknown>
  hrefs: { print: string; pdf: string; back: string }
}) {
  const t = useTranslations('print.form')
  const page = useTranslations('notePage')
  const custody = useTranslations('custody.copy')
  const say = useSentence(usePaperRooms())
  const router = useRouter()
  const [form, setForm] = useState<PaperForm>('W241_H140')
  const copyKinds = counts.map(({ kind }) => kind)
  const [copies, setCopies] = useState<readonly Kind[]>(copyKinds)
  const [mode, setMode] = useState<'IMPACT' | 'LASER'>('IMPACT')
  const sent = useAction(action)
  // Before the page is awake, Enter would send the bare form and print nothing.
  const [isAwake, setIsAwake] = useState(false)

  useEffect(() => {
    setIsAwake(true)
    const kept = paperForms.find((each) => each === localStorage.getItem(rememberedForm))
    if (kept === undefined) return
    setForm(kept)
    setMode(usualMode(kept))
  }, [])

  function choose(text: string): void {
    const chosen = paperForms.find((each) => each === text) ?? form
    setForm(chosen)
    setMode(usualMode(chosen))
    localStorage.setItem(rememberedForm, chosen)
  }

  async function print(medium: Medium): Promise<void> {
    if (copies.length === 0) return
    const answer = await sent.send({ ...paper, form, medium, copies })
    if (answer?.status !== 'done') return
    const words = `form=${form}&mode=${mode}&copies=${copies.join(',')}`
    if (medium === 'PDF') location.assign(`${hrefs.pdf}?${words}`)
    else router.replace(`${hrefs.print}?${words}`)
  }

  return (
    <main className="mx-auto flex max-w-lg flex-col gap-4 p-4">
      <h1 className="text-lg font-semibold">{t('title', { number })}</h1>
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void print(mode)
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('form')}>
            {(control) => (
              <Select {...control} value={form} onChange={(event) => choose(event.target.value)}>
                {paperForms.map((each) => (
                  <option key={each} value={each}>
                    {t(`forms.${each}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('print')}>
            {(control) => (
              <Select
                {...control}
                value={mode}
                onChange={(event) => setMode(event.target.value === 'LASER' ? 'LASER' : 'IMPACT')}
              >
                <option value="IMPACT">{t('modes.IMPACT')}</option>
                <option value="LASER">{t('modes.LASER')}</option>
              </Select>
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-x-4">
          {counts.map(({ kind, count, title }) => {
            return (
              <Checkbox
                key={kind}
                label={
                  <>
                    {title ?? custody(kind)}
                    {count === 0 ? null : (
                      <span className="ml-1 text-muted">{page('copies.printed', { count })}</span>
                    )}
                  </>
                }
                checked={copies.includes(kind)}
                onChange={(event) =>
                  setCopies(
                    copyKinds.filter((each) =>
                      each === kind ? event.target.checked : copies.includes(each),
                    ),
                  )
                }
              />
            )
          })}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            key={isAwake ? 'awake' : 'asleep'}
            type="submit"
            variant="primary"
            autoFocus
            shortcut="Enter"
            disabled={!isAwake || copies.length === 0}
            aria-disabled={sent.isSending || undefined}
          >
            {t('print')}
          </Button>
          <Button
            disabled={copies.length === 0}
            aria-disabled={sent.isSending || undefined}
            onClick={() => void print('PDF')}
          >
            {t('pdf')}
          </Button>
          <ButtonLink href={hrefs.back} variant="quiet">
            {page('toNote')}
          </ButtonLink>
        </div>
      </form>
    </main>
  )
}
