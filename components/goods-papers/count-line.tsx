'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { type Counted, type CountRow, isCounted, saidGood } from './count-state.ts'

/** What a kind asks about a line besides the good ones. */
export type CountAsks = { damaged: boolean; rejected: boolean; batch: boolean }

type Props = {
  row: CountRow
  counted: Counted
  asks: CountAsks
  errorOf: (field: string) => string | undefined
  set: (patch: Partial<Counted>) => void
}

const BIG = 'h-14 text-center text-xl font-semibold lg:h-control lg:text-base'

/** One product in the keeper's hand: cases and bottles in big fields, and below them what is not as it should be. */
export function CountLine({ row, counted, asks, errorOf, set }: Props) {
  const t = useTranslations('goods.count')
  const unit = (name: 'cases' | 'bottles', label: string, isWrong: boolean) => (
    <Field label={label} className="flex-1" error={isWrong ? errorOf('good') : undefined}>
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          enterKeyHint="next"
          maxLength={9}
          value={counted[name]}
          onChange={(event) => set({ [name]: event.target.value })}
          className={BIG}
        />
      )}
    </Field>
  )
  return (
    <div className="flex flex-col gap-3">
      <CountHeading row={row} />
      <div className="flex items-end gap-3">
        {row.caseUnit === null ? null : unit('cases', row.caseUnit, false)}
        {unit('bottles', row.baseUnit, true)}
        <Button
          className="h-14 lg:h-control"
          aria-pressed={isCounted(counted) && saidGood(row, counted) === '0'}
          onClick={() => set({ cases: '', bottles: '0' })}
        >
          {t('zero')}
        </Button>
      </div>
      <Differences {...{ row, counted, asks, errorOf, set }} />
    </div>
  )
}

function CountHeading({ row }: { row: CountRow }) {
  const t = useTranslations('goods.count')
  return (
    <div>
      <p className="text-lg font-semibold wrap-anywhere">
        <span className="mr-2 text-muted">{row.lineNo ?? t('stranger')}</span>
        {row.name}
      </p>
      <p className="flex flex-wrap gap-x-3 text-muted">
        <span>{[row.code, row.specification].filter((word) => word !== '').join(' · ')}</span>
        {row.codesKept > 0 ? <span>{t('codes', { kept: row.codesKept })}</span> : null}
      </p>
      {row.due === null ? null : <p className="text-base font-semibold">{t('due', { due: row.due })}</p>}
      {row.remark === '' ? null : <p className="text-warning">{row.remark}</p>}
    </div>
  )
}

/** Damaged, rejected, batch: folded away until they are needed. */
function Differences({ row, counted, asks, errorOf, set }: Props) {
  const t = useTranslations('goods.count')
  if (!asks.damaged && !asks.rejected && !asks.batch) return null
  const hasAny = counted.damaged !== '' || counted.rejected !== '' || counted.batchNo !== ''
  const isWrong = ['damaged', 'rejected', 'reason', 'producedOn', 'batchNo'].some(
    (field) => errorOf(field) !== undefined,
  )
  const isOpen = hasAny || isWrong || row.hasShelfLife
  const field = (
    name: 'damaged' | 'rejected' | 'reason' | 'batchNo' | 'producedOn',
    label: string,
    more: { type?: string; inputMode?: 'text'; className?: string } = {},
  ) => (
    <Field
      label={label}
      error={errorOf(name)}
      {...(more.className === undefined ? {} : { className: more.className })}
    >
      {(control) => (
        <TextInput
          {...control}
          type={more.type ?? 'text'}
          maxLength={name === 'reason' ? 200 : 40}
          value={counted[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <details open={isOpen || undefined} className="rounded-md border border-line">
      <summary className="flex min-h-control cursor-pointer items-center px-3 text-muted">
        {t('more')}
      </summary>
      <div className="grid grid-cols-2 gap-3 p-3 pt-0">
        {asks.damaged ? field('damaged', t('damaged')) : null}
        {asks.rejected ? field('rejected', t('rejected')) : null}
        {asks.damaged || asks.rejected ? field('reason', t('reason'), { className: 'col-span-2' }) : null}
        {asks.batch ? field('batchNo', t('batch')) : null}
        {asks.batch ? field('producedOn', t('produced'), { type: 'date' }) : null}
      </div>
    </details>
  )
}

/** All rows at a glance; touching one leads to it. */
export function CountOverview({
  rows,
  countedOf,
  chosen,
  onChoose,
}: {
  rows: readonly CountRow[]
  countedOf: (key: string) => Counted
  chosen: string | null
  onChoose: (key: string) => void
}) {
  const t = useTranslations('goods.count')
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => {
        const counted = countedOf(row.key)
        const isDone = isCounted(counted)
        return (
          <li key={row.key}>
            <button
              type="button"
              aria-current={row.key === chosen ? 'true' : undefined}
              onClick={() => onChoose(row.key)}
              className={classNames(
                'flex min-h-control w-full items-center justify-between gap-3 px-3 py-2 text-left',
                row.key === chosen && 'bg-accent-soft',
              )}
            >
              <span className="min-w-0 wrap-anywhere">
                <span className="mr-2 text-muted">{row.lineNo ?? '+'}</span>
                {row.name} <span className="text-muted">{row.specification}</span>
              </span>
              <span className={isDone ? 'shrink-0 font-semibold' : 'shrink-0 text-muted'}>
                {isDone ? saidGood(row, counted) : t('uncounted')}
                {counted.damaged === '' ? null : (
                  <span className="ml-2 text-danger">
                    {t('damaged')} {counted.damaged}
                  </span>
                )}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
