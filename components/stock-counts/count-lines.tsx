'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { findOpenProducts } from '#components/goods-papers/open-reads.ts'
import { SearchBox } from '#components/forms/search-box.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DeskLine } from '#lib/domain/stock-counts/queries.ts'
import { CountLine, type LineToCount } from './count-line.tsx'

type Shown = 'open' | 'all'
type Recorded = { number: string; recorded: { lineNo: number; round: number }[] }

/** The lines of a count, one after the other: each is written down as it is counted, so that selling goes on meanwhile. */
export function CountLines({
  paper,
  lines,
  doneCount,
  action,
}: {
  paper: { accountSetId: number; paperId: string }
  lines: readonly DeskLine[]
  doneCount: number
  action: FormAction<Recorded>
}) {
  const t = useTranslations('stockCounts.count')
  const [shown, setShown] = useState<Shown>('open')
  const [strangers, setStrangers] = useState<readonly LineToCount[]>([])
  const asked = lines.filter(({ counted, isToRepeat }) => shown === 'all' || isToRepeat || counted === null)
  const search = async (text: string) => {
    const found = await findOpenProducts({ accountSetId: paper.accountSetId, warehouseId: '' }, text)
    return found.map(({ product }) => ({
      key: product.productId,
      text: '',
      content: `${product.code} ${product.name}`,
      product,
    }))
  }
  const waiting = strangers.filter(({ productId }) => !lines.some((line) => line.productId === productId))
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-lg font-semibold tabular-nums">
          {t('progress', { done: doneCount, all: lines.length })}
        </span>
        <span className="flex gap-2">
          {(['open', 'all'] as const).map((which) => (
            <Button
              key={which}
              size="small"
              variant={shown === which ? 'primary' : 'plain'}
              aria-pressed={shown === which}
              onClick={() => setShown(which)}
            >
              {t(`show.${which}`)}
            </Button>
          ))}
        </span>
      </p>
      <p className="text-muted">{t('about')}</p>
      <ul className="flex flex-col gap-2">
        {[...asked, ...waiting].map((line) => (
          <li key={line.productId}>
            <CountLine paper={paper} line={line} action={action} />
          </li>
        ))}
      </ul>
      {asked.length === 0 ? <Badge tone="positive">{t('allCounted')}</Badge> : null}
      <Card title={t('unexpected')}>
        <SearchBox
          label={t('unexpected')}
          placeholder={t('unexpectedHint')}
          search={search}
          onTake={({ product }) => {
            const { productId, code, name, specification, units } = product
            const line: LineToCount = {
              lineNo: null,
              productId,
              productCode: code,
              productName: name,
              specification,
              units: units
                .map(({ unit }) => unit)
                .toReversed()
                .join(' '),
              rounds: 0,
              counted: null,
              byName: null,
              isUnexpected: true,
              isToRepeat: false,
            }
            const isKnown = [...lines, ...strangers].some((each) => each.productId === productId)
            if (!isKnown) setStrangers([...strangers, line])
            else setShown('all')
          }}
        />
      </Card>
    </>
  )
}
