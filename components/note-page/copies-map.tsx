import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'

/** A copy with where it is, as the map and its way need it. */
export type MapCopy = {
  kind: CopyKind
  place: CopyPlace
  keeperName: string | null
  sinceAt: string
  offeredPlace: CopyPlace | null
  offeredToName: string | null
  offeredDays: number
  isSigned: boolean
  isStamped: boolean
  printCount: number
}

export type WayStep = {
  kind: CopyKind
  sequence: number
  act: string
  toPlace: CopyPlace
  toName: string | null
  actorName: string
  remark: string | null
  at: string
}

const places: readonly CopyPlace[] = ['DESK', 'WAREHOUSE', 'DRIVER', 'CUSTOMER', 'ACCOUNTING', 'VOLUME']

/** Where each copy is: a small map of the places with the copies on it, then each copy with its keeper and its way. */
export function CopiesMap({
  copies,
  way,
  acts,
  title,
  names = {},
}: {
  copies: readonly MapCopy[]
  way: readonly WayStep[]
  acts?: ReactNode
  title?: string
  /** What the paper calls its copies, where it has names of its own. */
  names?: Readonly<Partial<Record<CopyKind, string>>>
}) {
  const t = useTranslations('notePage.copies')
  const place = useTranslations('custody.place')
  return (
    <Card title={title ?? t('title')}>
      <ol className="mb-3 grid grid-cols-3 gap-px overflow-hidden rounded-md border border-line bg-line">
        {places.map((where) => (
          <li key={where} className="flex min-h-16 flex-col gap-1 bg-surface p-1.5">
            <span className="text-sm text-muted">{place(where)}</span>
            {copies
              .filter((copy) => copy.place === where)
              .map((copy) => (
                <CopyBadge key={copy.kind} kind={copy.kind} name={names[copy.kind]} />
              ))}
          </li>
        ))}
      </ol>
      <ul className="flex flex-col gap-2">
        {copies.map((copy) => (
          <CopyLine
            key={copy.kind}
            copy={copy}
            name={names[copy.kind]}
            way={way.filter((step) => step.kind === copy.kind)}
          />
        ))}
      </ul>
      {acts === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{acts}</div>}
    </Card>
  )
}

function CopyLine({ copy, name, way }: { copy: MapCopy; name: string | undefined; way: readonly WayStep[] }) {
  const t = useTranslations('notePage.copies')
  const custody = useTranslations('custody')
  return (
    <li className="flex flex-col gap-0.5 border-b border-line pb-2 last:border-0 last:pb-0">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <CopyBadge kind={copy.kind} name={name} />
        <span>{copy.keeperName ?? custody(`place.${copy.place}`)}</span>
        <span className="text-muted">
          <Instant iso={copy.sinceAt} />
        </span>
        {copy.isSigned ? <span className="text-positive">{custody('signed')}</span> : null}
        {copy.isStamped ? <span className="text-void">{custody('stamped')}</span> : null}
        {copy.printCount > 0 ? (
          <span className="text-muted">{t('printed', { count: copy.printCount })}</span>
        ) : null}
      </span>
      {copy.offeredPlace === null ? null : (
        <span className="text-warning">
          {t('offered', {
            place: custody(`place.${copy.offeredPlace}`),
            name: copy.offeredToName ?? '',
            age: custody('days', { days: copy.offeredDays }),
          })}
        </span>
      )}
      <details>
        <summary className="cursor-pointer text-sm text-muted">{t('way')}</summary>
        <ol className="mt-1 flex flex-col gap-0.5 text-sm">
          {way.map((step) => (
            <WayLine key={step.sequence} step={step} />
          ))}
        </ol>
      </details>
    </li>
  )
}

function WayLine({ step }: { step: WayStep }) {
  const t = useTranslations('notePage.way')
  const custody = useTranslations('custody')
  const words = {
    actor: step.actorName,
    act: step.act,
    place: custody(`place.${step.toPlace}`),
    to: step.toName ?? '',
  }
  return (
    <li className="flex flex-wrap gap-x-2">
      <span className="text-muted">
        <Instant iso={step.at} />
      </span>
      <span>{t.has(step.act) ? t(step.act, words) : t('other', words)}</span>
      {step.remark ? <span className="text-muted">{step.remark}</span> : null}
    </li>
  )
}
