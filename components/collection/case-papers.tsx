import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { CollectionCase } from '#lib/domain/collections/queries-customer.ts'
import { statementHref, writeOffHref } from './collection-address.ts'

/** The statements and write-offs of one customer. */
export async function CasePapers({ found }: { found: CollectionCase }) {
  const t = await getTranslations('collection')
  const { accountSetId, statements, writeOffs } = found
  return (
    <>
      <Card title={t('statements')}>
        {statements.length === 0 ? <p className="text-muted">{t('noStatements')}</p> : null}
        <ul className="flex flex-col gap-1">
          {statements.map((each) => (
            <li key={each.paperId} className="flex flex-wrap items-center gap-2">
              <Link
                href={statementHref({ accountSetId, paperId: each.paperId })}
                className="text-accent hover:underline"
              >
                {each.number}
              </Link>
              <span className="text-muted">{each.to}</span>
              <Badge
                tone={each.answer === 'DISPUTED' ? 'warning' : each.answer === null ? 'neutral' : 'positive'}
              >
                {t(`answer.${each.answer ?? 'none'}`)}
              </Badge>
            </li>
          ))}
        </ul>
      </Card>
      {writeOffs.length === 0 ? null : (
        <Card title={t('writeOffs')}>
          <ul className="flex flex-col gap-1">
            {writeOffs.map((each) => (
              <li key={each.paperId} className="flex flex-wrap items-center gap-2">
                <Link
                  href={writeOffHref({ accountSetId, paperId: each.paperId })}
                  className="text-accent hover:underline"
                >
                  {each.number}
                </Link>
                <Money amount={each.amount} hasSign />
                <span className="text-muted">{t(`status.${each.status}`)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
