'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import type { FormAction } from '#components/forms/use-action.ts'
import { CodeLists } from '#components/keeper/code-lists.tsx'
import { ScanPanel } from '#components/keeper/scan-panel.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { CapturedCodes } from '#lib/codes/capturing.ts'
import type { ScanningPaper } from '#lib/papers/goods/code-queries.ts'
import { ListImport } from './list-import.tsx'
import type { TakenIn } from './list-requests.ts'
import { PackCase } from './pack-case.tsx'

export type GoodsCodeActions = {
  capture: FormAction<CapturedCodes>
  removeCode: FormAction<unknown>
  reportDamaged: FormAction<unknown>
  takeIn: FormAction<TakenIn>
}

/** A goods paper in the keeper's hand: scanning its codes, and on a receipt which bottles stand in which case. */
export function GoodsCodes({
  paper,
  userId,
  actions,
}: {
  paper: ScanningPaper
  userId: string
  actions: GoodsCodeActions
}) {
  const t = useTranslations('codeLists')
  const { lines, canChange, kind } = paper
  const [chosen, setChosen] = useState<number | null>(lines.length === 1 ? (lines[0]?.lineNo ?? null) : null)
  const [isPacking, setIsPacking] = useState(false)
  const choose = useCallback((lineNo: number) => setChosen(lineNo), [])
  const line = lines.find((each) => each.lineNo === chosen) ?? null
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[3fr_2fr]">
      <div className="flex min-w-0 flex-col gap-3">
        {canChange && !isPacking ? (
          <Card isFlush>
            <ScanPanel
              note={paper}
              userId={userId}
              line={line}
              capture={actions.capture}
              isPaused={false}
              onLine={choose}
            />
          </Card>
        ) : null}
        {canChange && kind === 'GOODS_RECEIPT' ? (
          <Button aria-pressed={isPacking} onClick={() => setIsPacking(!isPacking)}>
            {t(isPacking ? 'backToScan' : 'pack')}
          </Button>
        ) : null}
        {isPacking ? <PackCase paper={paper} action={actions.takeIn} /> : null}
        <div role="radiogroup" aria-label={t('lines')} className="flex flex-col gap-1">
          {lines.map((each) => (
            <button
              key={each.lineNo}
              type="button"
              role="radio"
              aria-checked={each.lineNo === chosen}
              onClick={() => setChosen(each.lineNo)}
              className="flex min-h-control w-full flex-wrap content-center items-center justify-between gap-x-2 rounded-control border border-line-strong bg-surface px-3 py-1 text-left aria-checked:border-accent aria-checked:bg-accent-soft"
            >
              <span>{`${each.lineNo} ${each.productName}`}</span>
              <span className="text-muted">
                {paper.isBlind
                  ? t('found', { cases: each.casesKept, bottles: each.bottlesKept })
                  : t('of', {
                      ...{ cases: each.casesKept, casesDue: each.casesDue },
                      ...{ bottles: each.bottlesKept, bottlesDue: each.bottlesDue },
                    })}
              </span>
            </button>
          ))}
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        {canChange && kind === 'GOODS_RECEIPT' ? <ListImport paper={paper} /> : null}
        <CodeLists
          note={paper}
          line={line}
          codes={paper.codes}
          damaged={paper.damaged}
          canChange={canChange}
          remove={actions.removeCode}
          reportDamaged={actions.reportDamaged}
        />
      </div>
    </div>
  )
}
