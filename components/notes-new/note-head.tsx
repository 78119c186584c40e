'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import type { NoteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { CustomerCell } from './customer-cell.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { HeaderFields } from './header-fields.tsx'
import type { Note } from './note-state.ts'
import type { Writing } from './use-note.ts'

/** What stands over the lines: the customer with credit and debts, and the fields of the note. */
export const NoteHead = memo(function NoteHead({
  customer,
  customerText,
  header,
  desk,
  isFirst,
  exposureFen,
  today,
  wrongField,
  writing,
  onLeave,
}: {
  customer: Note['customer']
  customerText: string
  header: Note['header']
  desk: NoteDesk
  /** Whether the cursor starts in the customer. */
  isFirst: boolean
  exposureFen: bigint | null
  today: string
  wrongField: { field: string; sentence: string } | null
  writing: Pick<Writing, 'dispatch' | 'takeCustomer' | 'toLines' | 'setHeader'>
  onLeave: () => void
}) {
  const t = useTranslations('noteNew')
  const { dispatch, takeCustomer, toLines, setHeader } = writing
  const accountSet = desk.accountSets.find(({ accountSetId }) => accountSetId === customer?.accountSetId)
  return (
    <section
      aria-label={t('customer')}
      className="flex flex-col gap-1.5 rounded-md border border-line bg-surface p-2"
    >
      <div className="grid items-center gap-x-4 gap-y-1 lg:grid-cols-[minmax(16rem,24rem)_1fr]">
        <CustomerCell
          text={customerText}
          isChosen={customer !== null && customer.name === customerText}
          isFirst={isFirst}
          onType={(text) => dispatch({ kind: 'typeCustomer', text })}
          onTake={takeCustomer}
          onLeave={toLines}
        />
        {customer === null ? (
          <p className="text-muted">{t('customerFirst')}</p>
        ) : (
          <CustomerFacts
            customer={customer}
            accountSetName={accountSet?.name ?? ''}
            exposureFen={exposureFen}
            today={today}
          />
        )}
      </div>
      <HeaderFields
        header={header}
        customer={customer}
        desk={desk}
        wrongField={wrongField}
        set={setHeader}
        onLeave={onLeave}
      />
    </section>
  )
})
