import { getTranslations } from 'next-intl/server'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'

/** A rule as this page shows it. */
export type ShownRule = {
  id: string
  quote: string
  sentence: string
  steps: readonly string[]
  keptBy: string
  where: string | null
  reason: string | null
}

const tones: Record<string, Tone> = { gate: 'positive', warning: 'warning', 'other-work': 'neutral' }

/** One chapter of the regulation: each rule with its words, what the desk does, and what keeps it. */
export async function RuleList({ name, rules }: { name: string; rules: readonly ShownRule[] }) {
  return (
    <Card title={name} isFlush>
      <ol>
        {rules.map((rule) => (
          <RuleItem key={rule.id} rule={rule} />
        ))}
      </ol>
    </Card>
  )
}

async function RuleItem({ rule }: { rule: ShownRule }) {
  const t = await getTranslations('regulation')
  const { id, quote, sentence, steps, keptBy, where, reason } = rule
  const gates = steps.map((step) => (t.has(`step.${step}`) ? t(`step.${step}`) : step))
  return (
    <li
      id={id}
      className="grid gap-x-4 gap-y-1 border-b border-line px-3 py-2 last:border-b-0 target:bg-accent-soft lg:grid-cols-[3.5rem_minmax(0,5fr)_minmax(0,4fr)]"
    >
      <a href={`#${id}`} className="font-semibold text-accent" aria-label={t('linkTo', { id })}>
        {id}
      </a>
      <div className="min-w-0">
        <p>{sentence}</p>
        <blockquote lang="zh-CN" className="text-muted">
          {t('quoted', { quote })}
        </blockquote>
      </div>
      <div className="flex min-w-0 flex-wrap content-start items-center gap-x-2 gap-y-1">
        <Badge tone={tones[keptBy] ?? 'accent'}>{t(`kept.${keptBy}`)}</Badge>
        {where === null || keptBy === 'gate' || keptBy === 'warning' ? null : (
          <span>{t.has(`where.${where}`) ? t(`where.${where}`) : where}</span>
        )}
        {reason === null ? null : <span className="text-muted">{reason}</span>}
        {gates.length === 0 ? null : (
          <span className={keptBy === 'gate' ? undefined : 'text-muted'}>
            {t('gates', { gates: gates.join(t('and')) })}
          </span>
        )}
      </div>
    </li>
  )
}
