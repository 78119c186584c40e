'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice, type NoticeTone } from '#components/ui/notice.tsx'
import { formatInstant } from '#lib/i18n/format.ts'
import { assertNever } from '#lib/kernel/result.ts'
import { GateChecklist } from './gate-checklist.tsx'
import type { Answer } from './send-once.ts'
import type { Say } from './use-sentence.ts'

type Told = { tone: NoticeTone; title: string; body?: ReactNode; act?: ReactNode }

type Props = {
  answer: Answer<unknown> | null
  say: Say
  checkAgain: () => unknown
  /** Loads the latest and keeps what was typed; without it the page is loaded again. */
  onReload?: () => void
}

/**
 * What the desk answered, in plain words over the form: refusal, stale, signed out, fault, or no answer yet. A page
 * whose act a gate guards sends the `gateNamespaces` of the step.
 */
export function AnswerNotice(props: Props) {
  const told = useTold(props)
  const place = useRef<HTMLDivElement>(null)
  const { answer } = props
  useEffect(() => {
    if (answer !== null) place.current?.firstElementChild?.scrollIntoView({ block: 'nearest' })
  }, [answer])
  return (
    <div ref={place} aria-live="assertive" className="contents">
      {told === null ? null : (
        <Notice tone={told.tone} title={told.title} act={told.act}>
          {told.body}
        </Notice>
      )}
    </div>
  )
}

function useTold({ answer, say, checkAgain, onReload }: Props): Told | null {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const reload = (label: string) => (
    <Button size="small" onClick={() => (onReload === undefined ? location.reload() : onReload())}>
      {label}
    </Button>
  )
  if (answer === null) return null
  switch (answer.status) {
    case 'done':
      return null
    case 'invalid': {
      const whole = answer.fields['form']
      return whole === undefined
        ? null
        : { tone: 'danger', title: t('refused.title'), body: <p>{say('invalid', whole)}</p> }
    }
    case 'refused': {
      const { code, params, checklist } = answer.refusal
      const body =
        checklist === undefined ? (
          <p>{say('refused', code, params)}</p>
        ) : (
          <GateChecklist gate={checklist} label={t('refused.title')} shows="open" />
        )
      return { tone: 'danger', title: t('refused.title'), body }
    }
    case 'stale':
      return {
        tone: 'warning',
        title: t('stale.title'),
        body: <p>{staleSentence(t, answer.by, answer.at)}</p>,
        act: reload(t('stale.act')),
      }
    case 'signedOut':
      return {
        tone: 'warning',
        title: t('signedOut.title'),
        body: <p>{t('signedOut.body')}</p>,
        act: (
          <Button size="small" onClick={() => window.open('/sign-in', '_blank', 'noopener')}>
            {t('signedOut.act')}
          </Button>
        ),
      }
    case 'fault':
      return {
        tone: 'danger',
        title: t('fault.title'),
        body: <p>{t('fault.body', { requestId: answer.requestId })}</p>,
      }
    case 'unknown':
      return {
        tone: 'warning',
        title: t('unknown.title'),
        body: <p>{t('unknown.body')}</p>,
        act: (
          <Button size="small" onClick={() => void checkAgain()}>
            {t('unknown.act')}
          </Button>
        ),
      }
    case 'outdated':
      return {
        tone: 'warning',
        title: t('outdated.title'),
        body: <p>{t('outdated.body')}</p>,
        act: reload(common('reload')),
      }
    default:
      return assertNever(answer)
  }
}

function staleSentence(
  t: ReturnType<typeof useTranslations>,
  by: string | undefined,
  at: string | undefined,
): string {
  if (by === undefined || at === undefined) return t('stale.someone')
  return t('stale.by', { by, at: formatInstant(at) })
}
