import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { HeadCheck } from '#components/verify/head-check.tsx'
import { SealHeads } from '#components/verify/seal-heads.tsx'
import { VerifyRun } from '#components/verify/verify-run.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { CHECK_NAMES, checkPrintedHead, printedHead, readSealHeads } from '#lib/domain/audit-trail/queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('verify'))('title') }
}

export default async function VerifyPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('evidence.verify')
  const asked = await searchParams
  const { db } = theDesk()
  const heads = await readSealHeads(db, actor)
  const printed = printedHead(asked)
  const finding =
    printed === null || printed === 'WRONG'
      ? printed && { outcome: printed }
      : await checkPrintedHead(db, actor, printed)
  const t = await getTranslations('verify')
  const wordOf = (name: string): string => (typeof asked[name] === 'string' ? asked[name].slice(0, 200) : '')
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <ClientMessages namespaces={['verify']}>
          <VerifyRun checks={CHECK_NAMES} />
        </ClientMessages>
        <div className="flex flex-col gap-3">
          <SealHeads heads={heads} />
          <HeadCheck
            accountSets={heads.map(({ accountSetId, accountSetName }) => ({
              id: accountSetId,
              name: accountSetName,
            }))}
            typed={{ set: wordOf('set'), sequence: wordOf('sequence'), hash: wordOf('hash') }}
            finding={finding}
          />
        </div>
      </div>
    </>
  )
}
