import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { hashGroups } from '#components/verify/hash-groups.ts'
import type { SealHead } from '#lib/domain/audit-trail/queries.ts'
import type { DailyReport, Share } from '#lib/domain/reports/queries.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { commandName } from './command-name.ts'
import { whyOf } from './exceptions.tsx'

type Paper = {
  date: string
  accountSetNames: readonly string[]
  report: DailyReport
  heads: readonly SealHead[]
  madeAt: string
  madeBy: string
}

/** The day on paper, black on white whatever the screen: the same figures, and the heads of the seals at its foot. */
export async function DailyPaper(paper: Paper) {
  const t = await getTranslations('reports')
  const { date, accountSetNames, report, madeAt, madeBy } = paper
  return (
    <article className="mx-auto flex max-w-[190mm] flex-col gap-4 bg-white p-6 text-black print:max-w-none print:p-0">
      <header className="border-b-2 border-black pb-2">
        <h1 className="text-lg font-semibold">{t('paperTitle', { date })}</h1>
        <p>{accountSetNames.join(' · ')}</p>
        <p>
          {t('madeBy', { name: madeBy })} <Instant iso={madeAt} />
        </p>
      </header>
      <Sales report={report} />
      <Numbers report={report} />
      <Open report={report} />
      <Decisions report={report} />
      <Others report={report} />
      <Seals heads={paper.heads} />
    </article>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="break-inside-avoid">
      <h2 className="mb-1 border-b border-black/30 font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** Names at the left, figures at the right. */
function Lines({ lines }: { lines: readonly { key: string; name: ReactNode; figure: ReactNode }[] }) {
  return (
    <dl>
      {lines.map(({ key, name, figure }) => (
        <div key={key} className="flex justify-between gap-4">
          <dt className="min-w-0">{name}</dt>
          <dd className="text-right">{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

async function Sales({ report: { value, voided, reversed } }: { report: DailyReport }) {
  const t = await getTranslations('reports')
  const linesOf = (shares: readonly Share[], nameOf = (share: Share) => share.name) =>
    shares.map((share) => ({
      key: share.key,
      name: `${nameOf(share)} (${share.qty === '' ? t('noteCount', { count: share.notes }) : t('qtyCount', { qty: groupThousands(share.qty), count: share.notes })})`,
      figure: <Money amount={share.amount} />,
    }))
  const whole = {
    key: 'sold',
    name: t('noteCount', { count: value.notes }),
    figure: <Money amount={value.amount} className="font-semibold" />,
  }
  const undone = { key: 'undone', name: t('undone'), figure: t('undoneCount', { voided, reversed }) }
  return (
    <div className="grid gap-4 sm:grid-cols-2 print:grid-cols-2">
      <Section title={t('sold')}>
        <Lines lines={[whole, undone]} />
      </Section>
      <Section title={t('byChannel')}>
        <Lines lines={linesOf(value.channels, (share) => t(`channel.${share.key}`))} />
      </Section>
      <Section title={t('byClerk')}>
        <Lines lines={linesOf(value.clerks)} />
      </Section>
      <Section title={t('byProduct')}>
        <Lines lines={linesOf(value.products)} />
      </Section>
    </div>
  )
}

async function Numbers({ report: { numbers } }: { report: DailyReport }) {
  const t = await getTranslations('reports')
  return (
    <Section title={t('numbers')}>
      {numbers.length === 0 ? <p>{t('noNumbers')}</p> : null}
      {numbers.map((run) => (
        <p key={`${run.accountSetId} ${run.kind}`}>
          {t('numberLine', {
            set: run.accountSetName,
            kind: t(`kind.${run.kind}`),
            first: run.firstNumber,
            last: run.lastNumber,
            count: run.count,
          })}
          {run.missing.length > 0 ? t('missing', { sequences: run.missing.join(t('and')) }) : t('complete')}
          {run.otherDays > 0 ? t('otherDays', { count: run.otherDays }) : null}
          {run.voids.length > 0
            ? ` ${t('voids')}${run.voids.map((each) => each.number).join(t('and'))}`
            : null}
        </p>
      ))}
    </Section>
  )
}

async function Open({ report: { standing, copiesOut, applicationsWaiting } }: { report: DailyReport }) {
  const t = await getTranslations('reports')
  const open = Object.entries(standing).map(([figure, { ofDay, before }]) => ({
    key: figure,
    name: t(`figure.${figure}`),
    figure: ofDay + before === 0 ? t('none') : t('ofDayAndBefore', { count: ofDay + before, ofDay, before }),
  }))
  const waiting = {
    key: 'applications',
    name: t('applicationsWaiting'),
    figure: applicationsWaiting === 0 ? t('none') : t('ofDay', { ofDay: applicationsWaiting }),
  }
  const out = copiesOut.map((each) => ({
    key: `${each.place} ${each.keeperId ?? ''}`,
    name: `${each.keeperName ?? ''} ${t(`place.${each.place}`)}: ${each.kinds.map((kind) => t(`copy.${kind}`)).join(t('and'))}`,
    figure: (
      <>
        {t('copyCount', { count: each.count })} {t('oldestSince')} <Instant iso={each.since} />
      </>
    ),
  }))
  return (
    <div className="grid gap-4 sm:grid-cols-2 print:grid-cols-2">
      <Section title={t('standing')}>
        <Lines lines={[...open, waiting]} />
      </Section>
      <Section title={t('copiesOut')}>
        {out.length === 0 ? <p>{t('allHome')}</p> : <Lines lines={out} />}
      </Section>
    </div>
  )
}

async function Decisions({ report: { exceptions } }: { report: DailyReport }) {
  const t = await getTranslations('reports')
  const lines = exceptions.map((each) => ({
    key: `${each.kind} ${each.paperId} ${each.at}`,
    name: `${t(`exception.${each.kind}.${each.outcome}`)} ${each.number} ${whyOf(t, each)}`,
    figure: (
      <>
        {each.decidedBy} <Instant iso={each.at} isTimeOnly />
      </>
    ),
  }))
  return (
    <Section title={t('exceptions')}>
      {lines.length === 0 ? <p>{t('noExceptions')}</p> : <Lines lines={lines} />}
    </Section>
  )
}

async function Others({ report: { receipts, refusals, staleDrafts } }: { report: DailyReport }) {
  const t = await getTranslations('reports')
  const money = receipts.map(({ method, count, amount }) => ({
    key: method,
    name: `${t(`method.${method}`)} ${t('receiptCount', { count })}`,
    figure: <Money amount={amount} />,
  }))
  const refused = refusals.map(({ command, count }) => ({
    key: command,
    name: commandName(t, command),
    figure: t('times', { count }),
  }))
  const drafts = staleDrafts.map(({ owner, updatedAt }) => ({
    key: `${owner} ${updatedAt}`,
    name: owner,
    figure: <Instant iso={updatedAt} />,
  }))
  return (
    <div className="grid gap-4 sm:grid-cols-3 print:grid-cols-3">
      <Section title={t('receipts')}>
        {money.length === 0 ? <p>{t('noReceipts')}</p> : <Lines lines={money} />}
      </Section>
      <Section title={t('refusals')}>
        {refused.length === 0 ? <p>{t('noRefusals')}</p> : <Lines lines={refused} />}
      </Section>
      <Section title={t('staleDrafts')}>
        {drafts.length === 0 ? <p>{t('noStaleDrafts')}</p> : <Lines lines={drafts} />}
      </Section>
    </div>
  )
}

async function Seals({ heads }: { heads: readonly SealHead[] }) {
  const [t, verify] = [await getTranslations('reports'), await getTranslations('verify')]
  return (
    <Section title={verify('heads')}>
      {heads.map(({ accountSetId, accountSetName, seal, unsealedCount }) => (
        <div key={accountSetId} className="mb-1">
          <p>
            {accountSetName}{' '}
            {seal === null ? (
              verify('noSeal')
            ) : (
              <>
                {verify('sealNumber', { sequence: seal.sequence })} <Instant iso={seal.sealedAt} />
              </>
            )}{' '}
            {verify('unsealed', { count: unsealedCount })}
          </p>
          {seal === null ? null : <code className="font-mono break-words">{hashGroups(seal.hash)}</code>}
        </div>
      ))}
      <p>{t('sealHint')}</p>
    </Section>
  )
}
