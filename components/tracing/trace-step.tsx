import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { TraceLoss, TraceStep } from '#lib/papers/code-trace.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { paperHref } from './trace-address.ts'

type Item = { key: string; name: ReactNode; value: ReactNode }
type Words = ReturnType<typeof useTranslations<'trace'>>

/** One paper on a code's way: what it was, who stood on it, where the goods went. */
export function TraceStepCard({ step }: { step: TraceStep }) {
  const t = useTranslations('trace')
  const place = useTranslations('custody.place')
  const kind = t(`paperKind.${step.kind}`)
  const title = (
    <span className="flex flex-wrap items-center gap-2">
      {step.number === null ? (
        <span>{kind}</span>
      ) : (
        <>
          <span>{kind}</span>
          <Link className="text-accent whitespace-nowrap" href={paperHref(step.kind, step)}>
            {step.number}
          </Link>
        </>
      )}
      {step.caseCode === null ? null : (
        <span className="font-normal break-all text-muted">{t('withCase', { code: step.caseCode })}</span>
      )}
    </span>
  )
  const { released, lost } = step
  return (
    <Card title={title} aside={<Instant iso={step.at} />}>
      <div className="flex flex-col gap-2">
        {released === null ? null : (
          <Badge tone="warning">
            {t(`released.${released.cause}`, { at: formatInstant(released.at), name: released.by })}
          </Badge>
        )}
        {lost === null ? null : (
          <p className="text-warning">{lost.isTakenBack ? t('lost.takenBack') : lossText(lost, t)}</p>
        )}
        {step.isVisible ? null : <p className="text-muted">{t('hidden')}</p>}
        <DescriptionList
          items={[...whereItems(step, t), ...whoItems(step, t), ...stubItem(step, t, place)]}
        />
      </div>
    </Card>
  )
}

/** Who said that the code is missing, and when. */
export function lossText({ number, paperKind, by, at }: TraceLoss, t: Words): string {
  const said = { number: number ?? t('otherPaper'), name: by, at: formatInstant(at) }
  return t(paperKind === 'TRANSFER' ? 'lost.onRoad' : 'lost.notFound', said)
}

function whereItems(step: TraceStep, t: Words): Item[] {
  const items: Item[] = []
  if (step.party !== null)
    items.push({
      key: 'party',
      name: t(`party.${step.kind}`),
      value: `${step.party} ${step.partyContact ?? ''}`,
    })
  if (step.warehouseName !== null)
    items.push({ key: 'warehouse', name: t('warehouse'), value: step.warehouseName })
  if (step.standsAt !== step.warehouseName)
    items.push({ key: 'after', name: t('after'), value: step.standsAt ?? t('outOfHouse') })
  if (step.deliveredAt !== null)
    items.push({ key: 'delivered', name: t('delivered'), value: <Instant iso={step.deliveredAt} /> })
  return items
}

function whoItems(step: TraceStep, t: Words): Item[] {
  const named = (['preparer', 'handler', 'keeper', 'verifier', 'driver'] as const).flatMap((role) => {
    const name = step[role]
    return name === null ? [] : [t(role, { name })]
  })
  const items: Item[] = [
    {
      key: 'captured',
      name: t('capturedBy'),
      value: `${step.capturedBy} ${t('line', { line: step.lineNo })}`,
    },
  ]
  if (step.isDamaged)
    items.push({
      key: 'damaged',
      name: '',
      value: t('damaged', { reason: step.reason, name: step.approvedBy ?? '' }),
    })
  if (named.length > 0) items.push({ key: 'people', name: t('people'), value: names(named) })
  if (step.signers.length > 0)
    items.push({
      key: 'signed',
      name: t('signed'),
      value: names(step.signers.map(({ slot, name }) => `${t(`slot.${slot}`)} ${name}`)),
    })
  return items
}

/** A person and what they were stay on one line. */
function names(texts: readonly string[]): ReactNode {
  return (
    <span className="flex flex-wrap gap-x-4">
      {texts.map((text) => (
        <span key={text} className="whitespace-nowrap">
          {text}
        </span>
      ))}
    </span>
  )
}

function stubItem(
  { stub }: TraceStep,
  t: Words,
  place: ReturnType<typeof useTranslations<'custody.place'>>,
): Item[] {
  if (stub === null) return []
  const value = t('stubAt', { place: place(stub.place), keeper: stub.keeper ?? '' })
  return [{ key: 'stub', name: t('stub'), value }]
}
