'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { CheckIcon } from '#components/ui/icons-status.tsx'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'

/** The lines as big rows: picked against due, codes against due. Touching the codes chooses the line for scanning. */
export function PickRows({
  lines,
  isPicking,
  ticked,
  chosenLine,
  onTick,
  onShort,
  onChoose,
}: {
  lines: readonly LineView[]
  isPicking: boolean
  ticked: ReadonlySet<number>
  chosenLine: number | null
  onTick: (line: LineView) => void
  onShort: (line: LineView) => void
  onChoose: (lineNo: number) => void
}) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {lines.map((line) => (
        <li key={line.lineNo} className="flex flex-col gap-2 p-3">
          <PickedAgainstDue line={line} isTicked={ticked.has(line.lineNo)} />
          <div className="flex flex-wrap items-center gap-2">
            <CodesChoice line={line} isChosen={chosenLine === line.lineNo} onChoose={onChoose} />
            {isPicking ? (
              <PickChoices line={line} isTicked={ticked.has(line.lineNo)} onTick={onTick} onShort={onShort} />
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function PickedAgainstDue({ line, isTicked }: { line: LineView; isTicked: boolean }) {
  const t = useTranslations('keeper')
  const { pick } = line
  const isGood = isTicked || (pick !== null && pick.isWhole && pick.isQualityGood)
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="text-base font-semibold">
          <span className="mr-2 text-muted">{line.lineNo}</span>
          {line.productName}
        </p>
        <p className="text-muted">
          {line.productCode} · {line.specification}
          {line.isGift ? <Badge>{t('gift')}</Badge> : null}
        </p>
        {line.remark === '' ? null : <p className="text-warning">{line.remark}</p>}
        {pick === null || (pick.isWhole && pick.isQualityGood) ? null : (
          <p className="text-danger">
            {t('pickedShort', { picked: pick.picked })}
            {pick.isQualityGood ? null : ` · ${t('qualityBad')}`} · {pick.remark}
          </p>
        )}
      </div>
      <p className={classNames('shrink-0 text-lg font-semibold', isGood && 'text-positive')}>
        {isGood ? <CheckIcon className="mr-1 inline size-4" /> : null}
        {line.due}
      </p>
    </div>
  )
}

function CodesChoice({
  line,
  isChosen,
  onChoose,
}: {
  line: LineView
  isChosen: boolean
  onChoose: (lineNo: number) => void
}) {
  const t = useTranslations('keeper')
  if (line.codesDue === 0) return <p className="text-muted">{t('noCodes')}</p>
  const kept = line.casesKept + line.bottlesKept
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => onChoose(line.lineNo)}
      className={classNames(
        'inline-flex min-h-control items-center gap-2 rounded-control border px-3 text-base lg:text-sm',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
      )}
    >
      <span className={kept < line.codesDue ? 'text-warning' : 'text-positive'}>
        {t('codesOf', { kept, due: line.codesDue })}
      </span>
      {line.casesDue > 0 && line.bottlesDue > 0 ? (
        <span className="text-muted">
          {t('codesSplit', {
            cases: line.casesKept,
            casesDue: line.casesDue,
            bottles: line.bottlesKept,
            bottlesDue: line.bottlesDue,
          })}
        </span>
      ) : null}
    </button>
  )
}

function PickChoices({
  line,
  isTicked,
  onTick,
  onShort,
}: {
  line: LineView
  isTicked: boolean
  onTick: (line: LineView) => void
  onShort: (line: LineView) => void
}) {
  const t = useTranslations('keeper')
  const isRecorded = line.pick !== null && line.pick.isWhole && line.pick.isQualityGood
  return (
    <span className="ml-auto flex gap-2">
      <Button variant="quiet" onClick={() => onShort(line)}>
        {t('short')}
      </Button>
      <Button
        variant={isTicked || isRecorded ? 'primary' : 'plain'}
        aria-pressed={isTicked || isRecorded}
        className="min-w-24"
        onClick={() => onTick(line)}
      >
        <CheckIcon />
        {t('whole')}
      </Button>
    </span>
  )
}
