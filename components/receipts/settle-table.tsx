import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { useSentence } from '#components/forms/use-sentence.ts'
import { NumberInput } from '#components/ui/inputs.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { OpenItem } from '#lib/domain/receipts/queries.ts'
import type { Typed } from './settle-figures.ts'

/** The customer's open notes with the two figures that can be typed beside each. */
export function SettleTable({
  items,
  typed,
  mayPay,
  ticked,
  onTick,
  onType,
  onKey,
  wrong,
}: {
  items: readonly OpenItem[]
  typed: ReadonlyMap<string, Typed>
  mayPay: boolean
  ticked: ReadonlySet<string>
  onTick: (ticked: ReadonlySet<string>) => void
  onType: (paperId: string, name: keyof Typed, text: string) => void
  onKey: (event: KeyboardEvent<HTMLInputElement>, at: number, name: keyof Typed) => void
  /** The code of what is wrong, by note. */
  wrong: ReadonlyMap<string, string>
}) {
  const t = useTranslations('receipts')
  const say = useSentence('receipts')
  const names: readonly (keyof Typed)[] = mayPay ? ['amount', 'allowance'] : ['allowance']
  return (
    <Table
      label={t('openItems')}
      className="max-h-[55dvh]"
      head={
        <>
          {mayPay ? (
            <HeadCell>
              <Tick
                label={t('chooseAll')}
                isTicked={ticked.size === items.length}
                onTick={() =>
                  onTick(new Set(ticked.size === items.length ? [] : items.map(({ paperId }) => paperId)))
                }
              />
            </HeadCell>
          ) : null}
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('column.about')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('column.dueDate')}</HeadCell>
          <HeadCell isNumeric className="max-sm:hidden">
            {t('column.amount')}
          </HeadCell>
          <HeadCell isNumeric>{t('column.open')}</HeadCell>
          {names.map((name) => (
            <HeadCell key={name} isNumeric>
              {t(`column.${name === 'amount' ? 'willPay' : 'allowance'}`)}
            </HeadCell>
          ))}
        </>
      }
    >
      {items.map((item, at) => {
        const code = wrong.get(item.paperId)
        return (
          <Row key={item.paperId} isChosen={(typed.get(item.paperId)?.amount ?? '') !== ''}>
            {mayPay ? (
              <Cell>
                <Tick
                  label={item.number}
                  isTicked={ticked.has(item.paperId)}
                  onTick={() => onTick(toggled(ticked, item.paperId))}
                />
              </Cell>
            ) : null}
            <Cell className="whitespace-nowrap">
              {item.number}
              {code === undefined ? null : <p className="text-danger">{say('invalid', code)}</p>}
            </Cell>
            <Cell className="whitespace-nowrap max-sm:hidden">{item.businessDate}</Cell>
            <Cell className={`whitespace-nowrap max-sm:hidden ${item.daysOver > 0 ? 'text-danger' : ''}`}>
              {item.dueDate}
            </Cell>
            <Cell isNumeric className="max-sm:hidden">
              <Money amount={item.amount} />
            </Cell>
            <Cell isNumeric>
              <Money amount={item.open} />
            </Cell>
            {names.map((name) => (
              <Cell key={name} isNumeric>
                <NumberInput
                  name={`${name}.${at}`}
                  aria-label={t(name === 'amount' ? 'amountOf' : 'allowanceOf', { number: item.number })}
                  aria-invalid={code === undefined ? undefined : true}
                  value={typed.get(item.paperId)?.[name] ?? ''}
                  maxLength={40}
                  onChange={(event) => onType(item.paperId, name, event.target.value)}
                  onKeyDown={(event) => onKey(event, at, name)}
                  className="ml-auto w-28"
                />
              </Cell>
            ))}
          </Row>
        )
      })}
    </Table>
  )
}

function toggled(ticked: ReadonlySet<string>, paperId: string): ReadonlySet<string> {
  const next = new Set(ticked)
  if (!next.delete(paperId)) next.add(paperId)
  return next
}

function Tick({ label, isTicked, onTick }: { label: string; isTicked: boolean; onTick: () => void }) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isTicked}
      onChange={onTick}
      className="size-5 align-middle accent-accent lg:size-4"
    />
  )
}
