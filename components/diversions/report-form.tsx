'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { shrinkPhoto } from '#components/driver/shrink-photo.ts'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { MatchPicker } from '#components/forms/match-picker.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select, Textarea, TextInput } from '#components/ui/inputs.tsx'

type Reported = { accountSetId: number; paperId: string }
type Photo = { state: 'none' | 'taken' | 'unreadable'; picture: string | null }

/** Reports a code found where it should not be. What was typed stays whatever the desk answers. */
export function ReportForm({
  action,
  accountSets,
  start,
}: {
  action: FormAction<Reported>
  accountSets: readonly { id: number; name: string }[]
  start: { accountSetId: number; code: string; today: string }
}) {
  const t = useTranslations('diversions')
  const say = useSentence('diversions')
  const router = useRouter()
  const [wish, setWish] = useState({
    ...{ accountSetId: start.accountSetId, code: start.code, foundOn: start.today },
    ...{ foundCustomerId: '', foundAt: '', remark: '' },
  })
  const [photo, setPhoto] = useState<Photo>({ state: 'none', picture: null })
  const sent = useAction(action, ({ accountSetId, paperId }) =>
    router.push(`/trace/diversions/${accountSetId}/${paperId}`),
  )
  const put = (part: Partial<typeof wish>) => setWish((before) => ({ ...before, ...part }))
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const errorAt = (name: string) => {
    const code = wrong[name]
    return code === undefined ? undefined : say('invalid', code)
  }

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    const picture = await shrinkPhoto(file).catch(() => null)
    setPhoto({ state: picture === null ? 'unreadable' : 'taken', picture })
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const foundCustomerId = wish.foundCustomerId === '' ? null : wish.foundCustomerId
    void sent.send({ ...wish, foundCustomerId, picture: photo.picture })
  }

  return (
    <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-3">
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <Card title={t('report')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('form.accountSet')}>
            {(control) => (
              <Select
                {...control}
                value={wish.accountSetId}
                onChange={(event) => put({ accountSetId: Number(event.target.value), foundCustomerId: '' })}
              >
                {accountSets.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('form.code')} error={errorAt('code')} isRequired>
            {(control) => (
              <TextInput
                {...control}
                value={wish.code}
                onChange={(event) => put({ code: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('form.foundOn')} error={errorAt('foundOn')} isRequired>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                value={wish.foundOn}
                onChange={(event) => put({ foundOn: event.target.value })}
              />
            )}
          </Field>
          <MatchPicker
            key={wish.accountSetId}
            of="CUSTOMER"
            label={t('form.customer')}
            accountSetId={wish.accountSetId}
            error={errorAt('foundCustomerId')}
            isRequired={false}
            onTake={(foundCustomerId) => put({ foundCustomerId })}
          />
          <Field
            label={t('form.foundAt')}
            hint={t('form.foundAtHint')}
            error={errorAt('foundAt')}
            className="sm:col-span-2"
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={200}
                value={wish.foundAt}
                onChange={(event) => put({ foundAt: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('form.remark')} error={errorAt('remark')} className="sm:col-span-2">
            {(control) => (
              <Textarea
                {...control}
                maxLength={500}
                value={wish.remark}
                onChange={(event) => put({ remark: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('form.photo')} error={errorAt('picture')} className="sm:col-span-2">
            {(control) => (
              <input
                {...control}
                type="file"
                accept="image/*"
                capture="environment"
                className="max-w-full file:mr-3 file:min-h-control file:rounded-control file:border file:border-solid file:border-line-strong file:bg-surface file:px-3 file:text-ink"
                onChange={(event) => void take(event.target.files?.[0])}
              />
            )}
          </Field>
        </div>
        <p role="status" className={photo.state === 'unreadable' ? 'text-danger' : 'text-positive'}>
          {photo.state === 'none'
            ? null
            : t(photo.state === 'taken' ? 'form.photoTaken' : 'form.photoUnreadable')}
        </p>
      </Card>
      <div>
        <Button type="submit" variant="primary" aria-disabled={sent.isSending || undefined}>
          {t('form.send')}
        </Button>
      </div>
    </form>
  )
}
