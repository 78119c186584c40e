import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caseHref, writeOffHref } from '#components/collection/collection-address.ts'
import { customerMoneyAddress, receiptAddress } from '#components/receipts/receipt-address.ts'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { LinkForm, LiveLink, SendForm } from '#components/statements/send-forms.tsx'
import { AnswerCard, Sendings } from '#components/statements/statement-asides.tsx'
import { StatementLines, StatementOpen } from '#components/statements/statement-lines.tsx'
import { StandingBadge } from '#components/statements/statement-table.tsx'
import { statementWords } from '#components/statements/statement-words.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission, type RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import type { StatementLine } from '#lib/domain/statements/content.ts'
import { linkToken } from '#lib/domain/statements/link-token.ts'
import { readStatement, type StatementDetail } from '#lib/domain/statements/queries.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { makeStatementLinkAction, revokeStatementLinkAction, sendStatementAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements'))('title') }
}

export default async function StatementPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('statement.read')
  const key = goodsKeyOf(await params) ?? notFound()
  const { db, clock } = theDesk()
  const found = (await readStatement(db, actor, key, clock.now())) ?? notFound()
  const t = await getTranslations('statements')
  const { content, answer, sendings } = found
  const words = statementWords(t, content)
  const paperOf = (line: Line) => paperLink(actor, content.accountSetId, line)
  const standing = answer?.answer === 'CONFIRMED' || answer?.answer === 'DISPUTED' ? answer.answer : null
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {content.number}
            <StandingBadge standing={standing ?? (sendings.length > 0 ? 'SENT' : 'MADE')} />
          </span>
        }
        about={`${content.customerName} · ${words.days}`}
        acts={<Ways found={found} actor={actor} />}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={words.account} isFlush>
            <StatementLines
              content={content}
              words={words}
              paperOf={paperOf}
              pictureHref={(hash) => `/api/files/${content.accountSetId}/${hash}`}
            />
          </Card>
          <Card title={words.ageing} isFlush>
            <StatementOpen content={content} words={words} paperOf={paperOf} />
          </Card>
          <p className="text-sm break-all text-muted">
            {t('hash')} {found.contentHash}
          </p>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <AnswerCard found={found} />
          <SendingCards found={found} actor={actor} />
        </div>
      </div>
    </>
  )
}

type Line = Pick<StatementLine, 'paperId' | 'number' | 'what'>

/** Leads to a line's paper as far as this person may open it; others are named. */
function paperLink(actor: RequestPerson, accountSetId: number, { what, number, paperId }: Line) {
  const key = { accountSetId, paperId }
  const href =
    what === 'NOTE'
      ? `/notes/${accountSetId}/${paperId}`
      : what === 'RECEIPT' && actor.permissions.has('receipt.read')
        ? receiptAddress(key)
        : what === 'WRITE_OFF' && actor.permissions.has('collection.read')
          ? writeOffHref(key)
          : null
  if (href === null) return number
  return (
    <Link href={href} className="text-accent hover:underline">
      {number}
    </Link>
  )
}

async function Ways({ found, actor }: { found: StatementDetail; actor: RequestPerson }) {
  const t = await getTranslations('statements')
  const { accountSetId, paperId, customerId } = found.content
  const file = `/api/statements/${accountSetId}/${paperId}`
  return (
    <>
      <a
        href={`${file}/pdf`}
        target="_blank"
        rel="noopener"
        className="self-center text-accent hover:underline"
      >
        {t('pdf')}
      </a>
      {actor.permissions.has('export.run') ? (
        <a href={`${file}/xlsx`} download className="self-center text-accent hover:underline">
          {t('xlsx')}
        </a>
      ) : null}
      {actor.permissions.has('allocation.byHand') && found.content.open.length > 0 ? (
        <ButtonLink
          href={`${customerMoneyAddress(accountSetId, customerId)}/settle?statement=${paperId}`}
          variant="primary"
        >
          {t('settle')}
        </ButtonLink>
      ) : null}
      {actor.permissions.has('collection.read') ? (
        <ButtonLink href={caseHref({ accountSetId, customerId })}>{t('collection')}</ButtonLink>
      ) : null}
      <ButtonLink href="/statements">{t('all')}</ButtonLink>
    </>
  )
}

async function SendingCards({ found, actor }: { found: StatementDetail; actor: RequestPerson }) {
  const t = await getTranslations('statements')
  const { accountSetId, paperId, customerName } = found.content
  const key = { accountSetId, paperId }
  const live = found.links.filter((link) => link.isLive)
  if (!actor.permissions.has('statement.send'))
    return (
      <Card title={t('send.title')}>
        <Sendings sendings={found.sendings} />
      </Card>
    )
  const origin = await deskOrigin()
  const hrefOf = (linkId: string) =>
    `${origin}/statement/${linkToken(theDesk().pinKey, { accountSetId, linkId })}`
  return (
    <ClientMessages namespaces={['statements']}>
      <Card title={t('link.title')}>
        <div className="flex flex-col gap-4">
          {live.map((link) => (
            <LiveLink
              key={link.id}
              link={{ accountSetId, id: link.id, href: hrefOf(link.id), expiresAt: link.expiresAt }}
              action={revokeStatementLinkAction}
            />
          ))}
          {found.answer === null ? (
            <LinkForm of={key} sentTo={customerName} action={makeStatementLinkAction} />
          ) : null}
        </div>
      </Card>
      <Card title={t('send.title')}>
        <div className="flex flex-col gap-3">
          <Sendings sendings={found.sendings} />
          <SendForm of={key} sentTo={customerName} action={sendStatementAction} />
        </div>
      </Card>
    </ClientMessages>
  )
}
