'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import {
  HandToAccounting,
  PlaceAndPerson,
  receiversAt,
  type Receiver,
  type ReceivingPlace,
} from '#components/note-page/hand-over-forms.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { NamedRow } from '#lib/papers/goods/copy-names.ts'
import { keysOf } from './group-rows.ts'

type SetReceiver = Receiver & { accountSetIds: readonly number[] }

const most = 200
const idOf = (row: NamedRow) => `${row.paperId} ${row.kind}`

/** The copies in the reader's hands; those that are ticked are handed over together. */
export function KeptCopies({
  rows,
  receivers,
  canAct,
  offer,
  handToAccounting,
  filters,
}: {
  rows: readonly NamedRow[]
  receivers: readonly SetReceiver[]
  canAct: boolean
  offer: FormAction<unknown>
  handToAccounting: FormAction<unknown>
  filters: ReactNode
}) {
  const t = useTranslations('handOvers')
  const custody = useTranslations('custody')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = rows.filter((row) => chosen.has(idOf(row)))

  function toggle(row: NamedRow): void {
    const next = new Set(chosen)
    if (!next.delete(idOf(row))) next.add(idOf(row))
    setChosen(next)
  }

  // Copies of two account sets are not handed over together: all of the first set, then all of the next.
  const together = rows.filter((row) => row.accountSetId === rows[0]?.accountSetId)
  const hasAll = together.length > 0 && together.every((row) => chosen.has(idOf(row)))

  return (
    <Card title={t('kept.title')}>
      <div className="mb-2 flex flex-wrap items-center gap-1.5">
        {filters}
        {canAct && rows.length > 1 ? (
          <Button
            size="small"
            variant="quiet"
            onClick={() => setChosen(new Set(hasAll ? [] : together.map(idOf)))}
          >
            {t(hasAll ? 'kept.chooseNone' : 'kept.chooseAll', {
              isOneSet: String(together.length === rows.length),
            })}
          </Button>
        ) : null}
      </div>
      {rows.length === 0 ? <p className="text-muted">{t('kept.none')}</p> : null}
      <ul className="flex flex-col">
        {rows.map((row) => (
          <li key={idOf(row)} className="flex items-center gap-2 border-b border-line last:border-0">
            {canAct ? (
              <span className="flex min-h-control items-center">
                <input
                  type="checkbox"
                  className="size-5 accent-accent lg:size-4"
                  aria-label={t('kept.choose', {
                    number: row.number,
                    copy: row.copyName ?? custody(`copy.${row.kind}`),
                  })}
                  checked={chosen.has(idOf(row))}
                  onChange={() => toggle(row)}
                />
              </span>
            ) : null}
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <CopyBadge kind={row.kind} name={row.copyName ?? undefined} />
              <Link
                className="text-accent"
                href={`/${row.isNote ? 'notes' : 'goods'}/${row.accountSetId}/${row.paperId}`}
              >
                {row.number}
              </Link>
              <span className="min-w-0 truncate">{row.customerName}</span>
              <span className="text-muted">
                <Instant iso={row.sinceAt} />
              </span>
              {row.isSigned ? <span className="text-positive">{custody('signed')}</span> : null}
              {row.isStamped ? <span className="text-void">{custody('stamped')}</span> : null}
              {row.isLate ? <span className="text-warning">{t('kept.late')}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      {canAct && picked.length > 0 ? (
        <HandOverChosen
          rows={picked}
          receivers={receivers}
          offer={offer}
          handToAccounting={handToAccounting}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
    </Card>
  )
}

function HandOverChosen({
  rows,
  receivers,
  offer,
  handToAccounting,
  onDone,
}: {
  rows: readonly NamedRow[]
  receivers: readonly SetReceiver[]
  offer: FormAction<unknown>
  handToAccounting: FormAction<unknown>
  onDone: () => void
}) {
  const t = useTranslations('handOvers.kept')
  const copiesWords = useTranslations('notePage.copies')
  const [isOpen, setIsOpen] = useState(false)
  const [place, setPlace] = useState<ReceivingPlace>('DESK')
  const [toId, setToId] = useState('')
  const sent = useAct(offer, copiesWords('offerDone'), () => {
    setIsOpen(false)
    onDone()
  })
  const [first] = rows
  const sets = new Set(rows.map((row) => row.accountSetId))
  const here = receivers.filter((receiver) => [...sets].every((id) => receiver.accountSetIds.includes(id)))
  const isSigned = rows.every((row) => row.kind === 'CUSTOMER' && row.isSigned && !row.isStamped)
  const canSend = toId !== '' || place === 'ACCOUNTING'
  if (first === undefined) return null
  if (sets.size > 1) return <p className="mt-2 text-warning">{t('sets')}</p>
  if (rows.length > most) return <p className="mt-2 text-warning">{t('limit')}</p>
  return (
    <div className="sticky bottom-16 mt-2 flex flex-wrap items-end gap-3 rounded-md border border-line bg-surface p-2 shadow-raised lg:bottom-2">
      <span className="self-center">{t('chosen', { count: rows.length })}</span>
      <Button onClick={() => setIsOpen(true)}>{t('offer')}</Button>
      {isSigned ? (
        <div className="min-w-60 flex-1">
          <HandToAccounting
            action={handToAccounting}
            accountSetId={first.accountSetId}
            paperIds={rows.map((row) => row.paperId)}
            accountants={receiversAt('ACCOUNTING', here)}
          />
        </div>
      ) : null}
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={copiesWords('offerTitle')}
        footer={
          <Button
            variant="primary"
            disabled={!canSend}
            aria-disabled={sent.isSending || undefined}
            onClick={() =>
              void sent.send({
                copies: keysOf(rows),
                toPlace: place,
                toId: toId === '' ? null : toId,
                remark: '',
              })
            }
          >
            {copiesWords('offer')}
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          <ActAnswer sent={sent} namespace="custody" />
          <PlaceAndPerson
            place={place}
            toId={toId}
            people={receiversAt(place, here)}
            onPlace={(chosen) => {
              setPlace(chosen)
              setToId('')
            }}
            onPerson={setToId}
          />
        </div>
      </Dialog>
    </div>
  )
}
