import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { Press, PressWithWords } from '#components/custody/press.tsx'
import { SendButton } from '#components/forms/send-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { NamedRow } from '#lib/papers/goods/copy-names.ts'
import { byWay, type Group, keysOf } from './group-rows.ts'

/** As many copies as one act takes. */
const most = 200

type Actions = {
  acceptCopiesAction: FormAction<unknown>
  acceptAtWarehouseAction: FormAction<unknown>
  declineCopiesAction: FormAction<unknown>
  takeBackCopiesAction: FormAction<unknown>
}

/** What waits for the reader, and what the reader handed over and nobody has accepted: oldest first, with its age. */
export function OpenOffers({
  rows,
  isKeeper,
  canAct,
  actions,
}: {
  rows: readonly NamedRow[]
  isKeeper: boolean
  canAct: boolean
  actions: Actions
}) {
  const t = useTranslations('handOvers')
  const toMe = byWay(rows.filter((row) => row.side === 'TO_ME'))
  const byMe = byWay(rows.filter((row) => row.side === 'BY_ME'))
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <OfferList
        title={t('toMe.title')}
        none={t('toMe.none')}
        count={toMe.length}
        act={
          canAct ? (
            <AcceptAll
              groups={toMe.filter(({ first }) => !isWholeSet(first, isKeeper))}
              action={actions.acceptCopiesAction}
            />
          ) : null
        }
      >
        {toMe.map((group) => (
          <OfferLine
            key={group.key}
            group={group}
            who={t('toMe.from', { name: group.first.keeperName ?? '' })}
          >
            {canAct ? <ReceiveActs group={group} isKeeper={isKeeper} actions={actions} /> : null}
          </OfferLine>
        ))}
      </OfferList>
      <OfferList title={t('byMe.title')} none={t('byMe.none')} count={byMe.length}>
        {byMe.map((group) => (
          <OfferLine key={group.key} group={group} who={<Receiver row={group.first} />}>
            {canAct ? (
              <Press
                action={actions.takeBackCopiesAction}
                input={{ of: { copies: keysOf(group.rows) }, remark: '' }}
                label={t('byMe.takeBack')}
                doneText={t('byMe.takeBack')}
              />
            ) : null}
          </OfferLine>
        ))}
      </OfferList>
    </div>
  )
}

function OfferList({
  title,
  none,
  count,
  act = null,
  children,
}: {
  title: string
  none: string
  count: number
  act?: ReactNode
  children: ReactNode
}) {
  const aside = (
    <span className="flex items-center gap-2">
      <span className="text-muted">{count}</span>
      {act}
    </span>
  )
  return (
    <Card title={title} aside={count === 0 ? undefined : aside}>
      {count === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <ul className="flex flex-col gap-3">{children}</ul>
      )}
    </Card>
  )
}

function OfferLine({
  group,
  who,
  children,
}: {
  group: Group<NamedRow>
  who: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('handOvers')
  const { first, rows } = group
  const oldest = rows.reduce((days, row) => Math.max(days, row.days), 0)
  return (
    <li className="flex flex-col gap-1.5 border-b border-line pb-3 last:border-0 last:pb-0">
      <span className="flex flex-wrap items-center justify-between gap-x-3">
        <Link
          className="font-semibold text-accent"
          href={`/${first.isNote ? 'notes' : 'goods'}/${first.accountSetId}/${first.paperId}`}
        >
          {first.number}
        </Link>
        <span className={rows.some((row) => row.isLate) ? 'text-warning' : 'text-muted'}>
          {t('age', { days: oldest })}
        </span>
      </span>
      <span>{first.customerName}</span>
      <span className="flex flex-wrap gap-1">
        {rows.map((row) => (
          <CopyBadge key={row.kind} kind={row.kind} name={row.copyName ?? undefined} />
        ))}
      </span>
      <span className="text-muted">
        {who} {first.offeredAt === null ? null : <Instant iso={first.offeredAt} />}
      </span>
      {children === null ? null : <div className="flex flex-wrap gap-2">{children}</div>}
    </li>
  )
}

/** The four copies of a note that has not been picked are taken with its goods, not by themselves (R3). */
function isWholeSet({ noteStatus, offeredPlace }: NamedRow, isKeeper: boolean): boolean {
  return isKeeper && noteStatus === 'ISSUED' && offeredPlace === 'WAREHOUSE'
}

/** A pile that was counted through is accepted in one press, after the question how many of each kind lie there. */
function AcceptAll({ groups, action }: { groups: readonly Group<NamedRow>[]; action: FormAction<unknown> }) {
  const t = useTranslations('handOvers.toMe')
  const custody = useTranslations('custody.copy')
  const rows = groups.flatMap((group) => group.rows).slice(0, most)
  if (groups.length < 2) return null
  const names = rows.map(({ kind, copyName }) => copyName ?? custody(kind))
  const counts = [...new Set(names)].map((copy) =>
    t('ofKind', { copy, count: names.filter((name) => name === copy).length }),
  )
  return (
    <SendButton
      action={action}
      input={{ of: { copies: keysOf(rows) }, remark: '' }}
      label={t('acceptAll')}
      question={t('acceptAllAbout', { copies: counts.join(t('and')) })}
      doneText={t('acceptedAll', { count: rows.length })}
      namespace="custody"
    />
  )
}

function Receiver({ row }: { row: NamedRow }) {
  const t = useTranslations('handOvers')
  const place = useTranslations('custody.place')
  const name = row.offeredToName ?? (row.offeredPlace === null ? '' : place(row.offeredPlace))
  return <>{t('byMe.to', { name })}</>
}

function ReceiveActs({
  group,
  isKeeper,
  actions,
}: {
  group: Group<NamedRow>
  isKeeper: boolean
  actions: Actions
}) {
  const t = useTranslations('handOvers')
  const { first, rows } = group
  const { accountSetId, paperId } = first
  const copies = keysOf(rows)
  return (
    <>
      {isWholeSet(first, isKeeper) ? (
        <Press
          action={actions.acceptAtWarehouseAction}
          input={{ accountSetId, paperId }}
          label={t('toMe.acceptSet')}
          doneText={t('scannedSet', { number: first.number })}
          variant="primary"
        />
      ) : (
        <Press
          action={actions.acceptCopiesAction}
          input={{ of: { copies }, remark: '' }}
          label={t('toMe.accept')}
          doneText={t('copy.accepted')}
          variant="primary"
        />
      )}
      <PressWithWords
        action={actions.declineCopiesAction}
        input={{ of: { copies } }}
        name="remark"
        label={t('toMe.decline')}
        wordsLabel={t('toMe.decline')}
        doneText={t('copy.declined')}
      />
    </>
  )
}
