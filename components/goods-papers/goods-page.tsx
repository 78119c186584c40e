import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SignAct } from '#components/custody/sign-act.tsx'
import { NotePaper } from '#components/document/note-paper.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { ChainCard } from '#components/note-page/chain-card.tsx'
import { CopiesMap } from '#components/note-page/copies-map.tsx'
import { CopyActs } from '#components/note-page/copy-acts.tsx'
import { CodesCard, PicturesCard } from '#components/note-page/detail-cards.tsx'
import { FilePicture } from '#components/note-page/incident-forms.tsx'
import { NextStep, type Step } from '#components/note-page/next-step.tsx'
import { SignaturesCard } from '#components/note-page/signatures-card.tsx'
import { ReverseCard, VoidCard } from '#components/note-page/void-card.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { goodsSheetLabels, goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import { type CopyKind, isCopyKind } from '#lib/papers/copy-kinds.ts'
import { GOODS_ROOMS, goodsHref } from '#lib/papers/goods/address.ts'
import { GOODS_TRAITS, goodsName } from '#lib/papers/goods/kinds.ts'
import type { GoodsPage } from '#lib/papers/goods/page.ts'
import { goodsSheetOf } from '#lib/papers/goods/sheet.ts'
import { FactsCard, FoundCard, GoodsMoneyCard } from './fact-cards.tsx'
import type { GoodsActions } from './goods-actions.ts'
import { GoodsStatusBadge } from './goods-status.tsx'

type Props = {
  page: GoodsPage
  /** The room's own gates after those that all kinds share, each with its act. */
  steps: readonly Step[]
  /** The copy that is shown, from the address. */
  shown: string | undefined
  sheet: { origin: string; locale: string }
  hasPasskeys: boolean
  actions: GoodsActions
  /** The room's own reversal; absent where there is none. */
  reverse?: FormAction<unknown>
  /** Cards of the room, under the next step. */
  extra?: ReactNode
  /** Links of the room in the page's head. */
  links?: ReactNode
}

/**
 * The page of any goods paper: left the paper as it stands on paper with its copies, right what comes next, what was
 * counted, where its copies are, and everything that was done. Void and reversal stand apart, last.
 */
export function GoodsPaperPage(props: Props) {
  const { page, steps, actions, extra, reverse } = props
  const t = useTranslations('goods')
  const key = { accountSetId: page.accountSetId, paperId: page.paperId }
  const names = goodsSheetWords(props.sheet.locale).copy[page.kind]
  return (
    <>
      <Head page={page} links={props.links} />
      <div className="flex flex-col gap-4 xl:grid xl:grid-cols-[minmax(0,1fr)_27rem] xl:items-start">
        <div className="contents xl:flex xl:min-w-0 xl:flex-col xl:gap-4">
          <div className="min-w-0 max-xl:order-2">
            <Paper {...props} />
          </div>
          <div className="grid items-start gap-4 max-xl:order-3 lg:grid-cols-2">
            <Signatures {...props} />
            <div className="flex min-w-0 flex-col gap-4">
              {page.money === null || page.money.gross === '0.00' ? null : (
                <GoodsMoneyCard money={page.money} />
              )}
              <FactsCard page={page} />
            </div>
          </div>
          <div className="max-xl:order-5">
            <ChainCard events={page.events} head={page.chainHead} namespace="goods.event" names={names} />
          </div>
        </div>
        <div className="contents xl:flex xl:min-w-0 xl:flex-col xl:gap-4">
          <div className="flex min-w-0 flex-col gap-4 max-xl:order-1">
            <YourSignature {...props} />
            <NextStep steps={[...useSharedSteps(page), ...steps]} />
            {extra}
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-xl:order-4">
            {GOODS_TRAITS[page.kind].isCounted ? (
              <>
                <FoundCard page={page} />
                <CodesCard lines={page.codes} paper={key} />
              </>
            ) : null}
            <CopiesMap
              copies={page.copies}
              way={page.way}
              title={t('copies.title')}
              names={names}
              acts={
                <CopyActs
                  paper={key}
                  may={page.copyMay}
                  receivers={page.receivers}
                  actions={actions}
                  names={names}
                />
              }
            />
            <PicturesCard
              accountSetId={page.accountSetId}
              pictures={page.pictures}
              act={
                page.may.attach ? <FilePicture action={actions.attach} of={key} first="GOODS" /> : undefined
              }
            />
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-xl:order-6">
            {page.may.reverse && reverse !== undefined ? <ReverseCard paper={key} action={reverse} /> : null}
            {page.may.requestVoid || page.voidRequest !== null ? (
              <VoidCard
                paper={key}
                request={page.voidRequest}
                gate={page.gates.void}
                may={page.may}
                actions={{ request: actions.requestVoid, decide: actions.decideVoid }}
                namespace="goods.void"
              />
            ) : null}
          </div>
        </div>
      </div>
    </>
  )
}

function Head({ page, links }: { page: GoodsPage; links: ReactNode }) {
  const t = useTranslations('goods')
  const kind = t(`kind.${goodsName(page)}`)
  const where =
    page.toWarehouse === null
      ? page.warehouse.name
      : t('to', { from: page.warehouse.name, to: page.toWarehouse.name })
  const party =
    page.partyName === '' ? t('page.aboutPlace', { warehouse: where, preparer: page.preparerName }) : null
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {kind} {page.number}
            <GoodsStatusBadge kind={page.kind} status={page.status} />
          </span>
        }
        about={
          party ?? t('page.about', { party: page.partyName, warehouse: where, preparer: page.preparerName })
        }
        acts={
          <>
            <ButtonLink href={GOODS_ROOMS[page.kind]} variant="quiet">
              {t('page.back', { kind })}
            </ButtonLink>
            {links}
            {page.may.print ? (
              <ButtonLink href={`/print/goods/${page.accountSetId}/${page.paperId}`}>
                {t('page.print')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="mb-3 flex flex-col gap-2 empty:hidden">
        {page.voidRequest?.decision === null ? (
          <Notice tone="warning">{t('page.voidAsked', { name: page.voidRequest.byName })}</Notice>
        ) : null}
        {page.isBlind ? <Notice>{t('blind')}</Notice> : null}
      </div>
    </>
  )
}

/** The steps that all kinds share, each with the way to the page where it is taken. */
function useSharedSteps(page: GoodsPage): Step[] {
  const t = useTranslations('goods')
  const codes = useTranslations('codeLists')
  const base = `/goods/${page.accountSetId}/${page.paperId}`
  const go = (label: string, href: string) => (
    <ButtonLink href={href} variant="primary" className="self-start">
      {label}
    </ButtonLink>
  )
  const { count, verify } = page.gates
  return [
    ...(count === null
      ? []
      : [
          {
            gate: count,
            title: t('gate.count'),
            act: page.may.count ? (
              <div className="flex flex-wrap gap-2">
                <ButtonLink href={`${base}/codes`}>{codes('title')}</ButtonLink>
                {go(t('page.count'), `${base}/count`)}
              </div>
            ) : null,
          },
        ]),
    ...(verify === null
      ? []
      : [
          {
            gate: verify,
            title: t('gate.verify'),
            act: page.may.verify ? go(t('page.verify'), `${base}/verify`) : null,
          },
        ]),
  ]
}

function Paper({ page, shown, sheet: { origin, locale } }: Props) {
  const first: CopyKind = page.copies[0]?.kind ?? 'STUB'
  const asked = shown !== undefined && isCopyKind(shown) ? shown : first
  const kind = page.copies.some((copy) => copy.kind === asked) ? asked : first
  const base = goodsHref(page.kind, page)
  const hrefs = {
    STUB: `${base}?copy=STUB`,
    DRIVER: `${base}?copy=DRIVER`,
    CUSTOMER: `${base}?copy=CUSTOMER`,
    ACCOUNTING: `${base}?copy=ACCOUNTING`,
  }
  const sheet = goodsSheetOf(page, { words: goodsSheetWords(locale), origin, printCounts: {} })
  return (
    <NotePaper sheet={sheet} labels={goodsSheetLabels(locale, goodsName(page))} shown={kind} hrefs={hrefs} />
  )
}

function Signatures({ page }: Props) {
  return (
    <SignaturesCard
      signatures={page.signatures}
      isContentWhole={page.isContentWhole}
      contentHash={page.contentHash}
      codesHash={page.codesHash}
      isRelaxed={!page.accountSet.requiresDistinctSigners}
      slots={page.slots}
    />
  )
}

/** Whoever has a slot to sign finds it first, also on a phone. */
function YourSignature({ page, actions, hasPasskeys }: Props) {
  const goods = useTranslations('goods')
  const t = useTranslations('notePage.signatures')
  const slot = page.may.signSlot
  if (slot === null) return null
  const question = t('signAs', { slot: t(`slot.${slot}`), number: page.number })
  return (
    <Card title={goods('page.yourSignature', { slot: t(`slot.${slot}`) })}>
      <SignAct
        action={actions.sign}
        command="goodsPaper.sign"
        askToSign={actions.askToSign}
        hasPasskeys={hasPasskeys}
        paper={{ accountSetId: page.accountSetId, paperId: page.paperId }}
        question={question}
      />
    </Card>
  )
}
