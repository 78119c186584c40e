import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { goodsName, isGoodsKind, RED } from '#lib/papers/goods/kinds.ts'
import {
  findingOf,
  type FoundView,
  type GoodsPage,
  type PaperLink,
  type ShownPaper,
} from '#lib/papers/goods/page.ts'
import { GoodsStatusBadge } from './goods-status.tsx'

/** Who and when: the people of the paper and its steps, each with its moment. */
export function FactsCard({ page }: { page: GoodsPage }) {
  const t = useTranslations('goods.facts')
  const purpose = useTranslations('goods.purpose')
  const step = (
    key: 'opened' | 'decided' | 'closed' | 'counted' | 'verified' | 'sent' | 'posted' | 'reversed',
    at: string | null,
  ) => ({
    key,
    value: at === null ? null : <Instant iso={at} />,
  })
  const items: { key: Parameters<typeof t>[0]; value: ReactNode }[] = [
    { key: 'party', value: page.partyName },
    { key: 'contact', value: page.partyContact },
    { key: page.toWarehouse === null ? 'warehouse' : 'from', value: page.warehouse.name },
    { key: 'to', value: page.toWarehouse?.name },
    {
      key: 'purpose',
      value: purposeWord(purpose, page.purpose),
    },
    { key: 'reason', value: page.reason },
    { key: 'externalNumber', value: page.externalNumber },
    { key: 'expectedOn', value: page.expectedOn },
    { key: 'handler', value: page.handlerName },
    { key: 'keeper', value: page.keeperName },
    { key: 'verifiedBy', value: page.verifiedByName },
    { key: 'decidedBy', value: page.decidedByName },
    { key: 'decision', value: page.decisionRemark },
    step('opened', page.openedAt),
    step('decided', page.decidedAt),
    step('closed', page.closedAt),
    step('counted', page.countedAt),
    step('verified', page.verifiedAt),
    step('sent', page.sentAt),
    step('posted', page.postedAt),
    step('reversed', page.reversedAt),
  ]
  const isSaid = (value: ReactNode) => value !== null && value !== undefined && value !== ''
  return (
    <Card title={t('title')}>
      <DescriptionList
        items={items
          .filter(({ value }) => isSaid(value))
          .map(({ key, value }) => ({ key, name: t(key), value }))}
      />
      <PaperLinks page={page} />
    </Card>
  )
}

/** What the paper is for; that a bill is red stands in its name. */
function purposeWord(t: ReturnType<typeof useTranslations>, purpose: string | null): string | null {
  if (purpose === null || purpose === RED) return null
  return t.has(purpose) ? t(purpose) : purpose
}

/** The paper this one answers and those that follow from it, each leading to its page. */
function PaperLinks({ page }: { page: GoodsPage }) {
  const t = useTranslations('goods')
  const { source, followers } = page
  if (source === null && followers.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-1 border-t border-line pt-2">
      {source === null ? null : (
        <li>
          <PaperName page={page} of={source}>
            {t('page.source', { kind: t(`kindWithin.${source.kind}`), number: source.number })}
          </PaperName>
        </li>
      )}
      {followers.map((follower) => (
        <li key={follower.paperId} className="flex flex-wrap items-center gap-2">
          <PaperName page={page} of={follower}>
            {t(`kind.${goodsName(follower)}`)} {follower.number}
          </PaperName>
          <GoodsStatusBadge kind={follower.kind} status={follower.status} />
        </li>
      ))}
    </ul>
  )
}

function PaperName({ page, of, children }: { page: GoodsPage; of: ShownPaper; children: ReactNode }) {
  if (!of.mayOpen) return children
  return (
    <Link className="text-accent" href={paperHref(page, of)}>
      {children}
    </Link>
  )
}

function paperHref({ accountSetId }: GoodsPage, { kind, paperId }: PaperLink): string {
  return isGoodsKind(kind) ? goodsHref(kind, { accountSetId, paperId }) : `/notes/${accountSetId}/${paperId}`
}

/** What was counted against what the paper says: only lines that differ are spelled out. */
export function FoundCard({ page }: { page: GoodsPage }) {
  const t = useTranslations('goods.found')
  const counted = page.lines.filter(({ found }) => found !== null)
  const different = page.lines.filter((line) => findingOf(line) === 'different')
  const round = page.rounds > 1 ? t('round', { round: page.rounds }) : undefined
  const isHidden = page.isBlind && page.rounds > 0
  const isOfBooks = page.kind === 'STOCK_COUNT'
  const sameCount = counted.length - different.length
  return (
    <Card title={t('title')} aside={round === undefined ? undefined : <Badge>{round}</Badge>}>
      {counted.length === 0 && page.unexpected.length === 0 ? (
        <p className="text-muted">{t(isHidden ? 'hidden' : 'none')}</p>
      ) : null}
      {counted.length === 0 ? null : (
        <p className="flex flex-wrap gap-x-3">
          {sameCount === 0 ? null : (
            <span className="text-positive">{t(isOfBooks ? 'sameBooks' : 'same', { count: sameCount })}</span>
          )}
          {different.length === 0 ? null : (
            <span className="text-warning">{t('different', { count: different.length })}</span>
          )}
        </p>
      )}
      <ul className="flex flex-col">
        {different.map((line) =>
          line.found === null ? null : (
            <Found
              key={line.lineNo}
              name={t('line', { line: line.lineNo, product: line.productName })}
              found={line.found}
            />
          ),
        )}
        {page.unexpected.map((line) => (
          <Found key={line.lineNo} name={`${t('unexpected')} · ${line.productName}`} found={line} />
        ))}
      </ul>
    </Card>
  )
}

function Found({ name, found }: { name: string; found: FoundView }) {
  const t = useTranslations('goods.found')
  const { good, damaged, rejected, difference, batchNo, producedOn, reason } = found
  return (
    <li className="border-t border-line py-1.5 first:border-0">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span>{name}</span>
        {difference === null ? null : (
          <span className="font-semibold text-warning tabular-nums">
            {t('difference')} {difference}
          </span>
        )}
      </p>
      <p className="flex flex-wrap gap-x-3 text-muted">
        <span>
          {t('good')} {good.text}
        </span>
        {damaged === null ? null : (
          <span className="text-danger">
            {t('damaged')} {damaged.text}
          </span>
        )}
        {rejected === null ? null : (
          <span className="text-danger">
            {t('rejected')} {rejected.text}
          </span>
        )}
        {batchNo === '' ? null : <span>{t('batch', { batch: batchNo })}</span>}
        {producedOn === null ? null : <span>{t('produced', { date: producedOn })}</span>}
        {reason === '' ? null : <span>{reason}</span>}
      </p>
    </li>
  )
}

/** The paper's money, for whoever may see it. */
export function GoodsMoneyCard({ money }: { money: NonNullable<GoodsPage['money']> }) {
  const t = useTranslations('goods.money')
  return (
    <Card title={t('title')}>
      <DescriptionList
        items={(['net', 'tax', 'gross'] as const).map((key) => ({
          key,
          name: t(key),
          value: <Money amount={money[key]} hasSign className={key === 'gross' ? 'font-semibold' : ''} />,
        }))}
      />
    </Card>
  )
}
