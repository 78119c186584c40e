import { useTranslations } from 'next-intl'
import type { MoneyView } from '#lib/domain/delivery-notes/road-view.ts'

/** Money to bring back from the stop, the older note first where the terms say so. */
export function MoneyToCollect({ money }: { money: MoneyView }) {
  const t = useTranslations('driver.money')
  const { olderNotes, olderAmount, cash, advancedFreight } = money
  if (olderNotes.length === 0 && olderAmount === null && cash === null && advancedFreight === null)
    return null
  return (
    <ul className="flex flex-col gap-0.5">
      {olderNotes.map((note) => (
        <li key={note.number} className="font-semibold text-warning">
          {t('olderNote', { number: note.number, amount: note.amount })}
        </li>
      ))}
      {olderAmount === null ? null : (
        <li className="font-semibold text-warning">{t('olderAmount', { amount: olderAmount })}</li>
      )}
      {cash === null ? null : <li className="font-semibold">{t('cash', { amount: cash })}</li>}
      {advancedFreight === null ? null : <li>{t('freight', { amount: advancedFreight })}</li>}
    </ul>
  )
}
