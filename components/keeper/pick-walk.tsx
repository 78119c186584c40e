'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import type { PickWalk as Walk, WalkStop } from '#lib/domain/delivery-notes/walk-queries.ts'

/** One walk for several notes: each product with what every note gets of it, the notes picked whole below. */
export function PickWalk({
  walk,
  pick,
  prepare,
}: {
  walk: Walk
  pick: FormAction<unknown>
  prepare: FormAction<unknown>
}) {
  const t = useTranslations('keeper')
  return (
    <div className="flex flex-col gap-3">
      {walk.ready.length === 0 ? null : (
        <Card title={t('walk.ready')}>
          <p className="mb-2 text-sm text-muted">{t('walk.readyHint')}</p>
          <ul className="flex flex-col gap-2">
            {walk.ready.map(({ accountSetId, paperId, number, customerName }) => (
              <li key={paperId} className="flex flex-wrap items-center justify-between gap-2">
                <NoteLink
                  accountSetId={accountSetId}
                  paperId={paperId}
                  number={number}
                  customer={customerName}
                />
                <ActButton
                  namespace="keeper"
                  variant="primary"
                  action={prepare}
                  input={{ accountSetId, paperId, lines: [] }}
                  label={t('prepare')}
                  doneText={t('prepared', { number })}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <ul className="grid gap-2 lg:grid-cols-2 2xl:grid-cols-3">
        {walk.stops.map((stop) => (
          <li key={stop.productId}>
            <Stop stop={stop} pick={pick} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Stop({ stop, pick }: { stop: WalkStop; pick: FormAction<unknown> }) {
  const t = useTranslations('keeper')
  const open = stop.shares.filter((share) => !share.isPicked)
  return (
    <Card>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="text-base font-semibold">{stop.name}</p>
          <p className="text-muted">
            {stop.code} · {stop.specification}
          </p>
        </div>
        <p className={classNames('shrink-0 text-lg font-semibold', open.length === 0 && 'text-positive')}>
          {open.length === 0 ? stop.totalText : stop.toPickText}
        </p>
      </div>
      <ul className="my-2 flex flex-col divide-y divide-line">
        {stop.shares.map((share) => (
          <li
            key={`${share.paperId} ${share.lineNo}`}
            className="flex min-h-10 items-center justify-between gap-2 py-1"
          >
            <NoteLink
              accountSetId={share.accountSetId}
              paperId={share.paperId}
              number={share.number}
              customer={share.customerName}
            />
            <span className="flex shrink-0 items-center gap-2">
              {share.isPicked ? <Badge tone="positive">{t('walk.done')}</Badge> : null}
              {share.qtyText}
            </span>
          </li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <ActButton
          namespace="keeper"
          className="w-full"
          action={pick}
          input={{
            lines: open.map(({ accountSetId, paperId, lineNo }) => ({ accountSetId, paperId, lineNo })),
          }}
          label={t('walk.pick')}
          doneText={t('walk.picked', { product: stop.name })}
        />
      )}
    </Card>
  )
}

function NoteLink({
  accountSetId,
  paperId,
  number,
  customer,
}: {
  accountSetId: number
  paperId: string
  number: string
  customer: string
}) {
  return (
    <Link href={`/keeper/${accountSetId}/${paperId}`} prefetch={false} className="min-w-0 text-accent">
      <span className="whitespace-nowrap">{number}</span> <span className="text-muted">{customer}</span>
    </Link>
  )
}
