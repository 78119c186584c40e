'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { readSteps, type ToldStep } from './read-steps.ts'
import { CheckRow } from './check-row.tsx'

type Run = { phase: 'idle' | 'running' | 'ended' | 'failed'; steps: readonly ToldStep[] }

const IDLE: Run = { phase: 'idle', steps: [] }

/** Starts the verification and shows each check as it ends. Leaving the page stops it. */
export function VerifyRun({ checks }: { checks: readonly string[] }) {
  const t = useTranslations('verify')
  const [run, setRun] = useState<Run>(IDLE)
  const leaving = useRef<AbortController | null>(null)
  useEffect(() => () => leaving.current?.abort(), [])

  async function start(): Promise<void> {
    if (run.phase === 'running') return
    const controller = new AbortController()
    leaving.current = controller
    setRun({ phase: 'running', steps: [] })
    try {
      const answer = await fetch('/verify/run', { method: 'POST', signal: controller.signal })
      if (!answer.ok || answer.body === null) throw new Error('no verification')
      for await (const step of readSteps(answer.body))
        setRun((before) => ({ ...before, steps: [...before.steps, step] }))
      setRun((before) => ({ ...before, phase: before.steps.length === checks.length ? 'ended' : 'failed' }))
    } catch {
      if (!controller.signal.aborted) setRun((before) => ({ ...before, phase: 'failed' }))
    }
  }

  const byCheck = new Map(run.steps.map((step) => [step.check, step]))
  return (
    <Card
      title={t('recompute')}
      aside={
        <Button
          variant="primary"
          size="small"
          onClick={() => void start()}
          aria-disabled={run.phase === 'running' || undefined}
        >
          {t(run.phase === 'idle' ? 'start' : 'again')}
        </Button>
      }
    >
      <div className="mb-3 flex flex-col gap-2" aria-live="polite">
        <p className="text-muted">{t('recomputeAbout')}</p>
        <Verdict run={run} total={checks.length} />
        {run.phase === 'running' ? (
          <progress
            className="h-1.5 w-full accent-accent"
            aria-label={t('progress')}
            max={checks.length}
            value={run.steps.length}
          />
        ) : null}
      </div>
      <ul>
        {checks.map((check) => (
          <CheckRow
            key={check}
            check={check}
            step={byCheck.get(check) ?? null}
            isNext={run.phase === 'running' && checks[run.steps.length] === check}
          />
        ))}
      </ul>
    </Card>
  )
}

function Verdict({ run, total }: { run: Run; total: number }) {
  const t = useTranslations('verify')
  if (run.phase === 'idle') return null
  if (run.phase === 'running') return <p>{t('running', { done: run.steps.length, total })}</p>
  const found = run.steps.flatMap((step) => step.found)
  const [first] = found
  if (first !== undefined)
    return (
      <Notice tone="danger" title={t('disagrees', { count: found.length })}>
        <p>{t('first', { subject: first.subject, detail: first.detail })}</p>
      </Notice>
    )
  const unfinished = run.steps.filter((step) => step.outcome === 'UNFINISHED').length
  if (run.phase === 'failed' || unfinished > 0)
    return <Notice tone="warning" title={t('unfinished', { done: run.steps.length - unfinished, total })} />
  const seconds = run.steps.reduce((sum, step) => sum + step.milliseconds, 0) / 1000
  return <Notice tone="positive" title={t('agrees', { total, seconds: seconds.toFixed(1) })} />
}
