import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { CustomerAnswer } from '#components/statements/customer-answer.tsx'
import { StatementLines, StatementOpen } from '#components/statements/statement-lines.tsx'
import { bothWords, statementWords } from '#components/statements/statement-words.ts'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { requestTrace } from '#lib/auth/request-trace.ts'
import { theDesk } from '#lib/command/desk.ts'
import { openStatementLink } from '#lib/domain/statements/queries-link.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'
import { sayBoth, sayIn } from '../both-languages.ts'

export function generateMetadata(): Metadata {
  return {
    title: sayIn('zh-CN')('public.title'),
    robots: { index: false, follow: false, noarchive: true, nosnippet: true },
  }
}

/** One statement for the customer a link was given to: no account, no navigation, nothing else of the desk. */
export default async function CustomerStatement({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>
  searchParams: Promise<AskedParams>
}) {
  const { db, pinKey, clock } = theDesk()
  const { token } = await params
  const linked =
    (await openStatementLink({ db, pinKey, now: clock.now() }, token, requestTrace(await headers()))) ??
    notFound()
  const { content, answer } = linked
  const wrong = asked(await searchParams, 'wrong')
  const say = sayBoth()
  const words = bothWords(statementWords(sayIn('zh-CN'), content), statementWords(sayIn('en'), content))
  return (
    <main lang="zh-CN" className="mx-auto flex max-w-5xl flex-col gap-3 p-4">
      <header className="flex flex-col gap-1">
        <h1 className="text-lg font-semibold">
          {content.accountSetName} {words.title} {content.number}
        </h1>
        <p>
          {content.customerName} · {words.days}
        </p>
        <p className="text-muted">{say('public.intro', { house: content.accountSetName })}</p>
      </header>
      {wrong === '' ? null : (
        <Notice tone="danger" isUrgent>
          {say(wrong === 'away' ? 'public.away' : 'public.wrong')}
        </Notice>
      )}
      <Card title={words.account} isFlush>
        <StatementLines
          content={content}
          words={words}
          pictureHref={(hash) => `/api/statement-pictures/${token}/${hash}`}
        />
      </Card>
      <Card title={words.ageing} isFlush>
        <StatementOpen content={content} words={words} />
      </Card>
      <Card title={say('public.question')}>
        {answer === null ? (
          <CustomerAnswer content={content} address={`/api/statement-answers/${token}`} say={say} />
        ) : (
          <p>
            {say(`public.answered${answer.answer}`, {
              by: answer.answeredBy,
              at: formatInstant(answer.answeredAt),
              note: answer.note,
            })}
          </p>
        )}
      </Card>
    </main>
  )
}
