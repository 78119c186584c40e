'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { SearchBox, type SearchOption } from '#components/forms/search-box.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Returnable } from '#lib/papers/goods/open-form.ts'
import { findReturnable, type ReturnKind } from './open-reads.ts'
import type { OpenHead, OpenLine } from './open-state.ts'

const PICKER = 'open-picker'

/** Puts the cursor where lines are picked. */
export function focusPicker(): void {
  document.getElementById(PICKER)?.focus()
}

/**
 * Takes lines of other papers onto the form: a scanned code names its line and is one more of it, a paper's number or
 * address shows its lines; once it is known whose goods they are, what can still come back stands below.
 */
export function LinePicker({
  kind,
  head,
  lines,
  onPick,
}: {
  kind: ReturnKind
  head: Pick<OpenHead, 'accountSetId' | 'partyId'>
  lines: readonly OpenLine[]
  onPick: (picked: Returnable) => void
}) {
  const t = useTranslations('goods.open.picker')
  const { accountSetId, partyId } = head
  const [round, setRound] = useState(0)
  const search = useCallback(
    async (text: string): Promise<(SearchOption & { picked: Returnable })[]> => {
      const found = await findReturnable(kind, { accountSetId, partyId }, text)
      return found.map((picked) => ({
        key: keyOf(picked.line),
        text: '',
        picked,
        content: (
          <span className="flex w-full justify-between gap-4">
            <span>
              {picked.line.product.name} <span className="text-muted">{picked.party.name}</span>
            </span>
            <span className="whitespace-nowrap text-muted">{picked.line.note}</span>
          </span>
        ),
      }))
    },
    [kind, accountSetId, partyId],
  )
  return (
    <section aria-label={t('title')} className="rounded-md border border-line bg-surface p-3">
      <label htmlFor={PICKER} className="text-sm text-muted">
        {t(`hint.${kind}`)}
      </label>
      <SearchBox
        key={`${accountSetId} ${round}`}
        control={{ id: PICKER }}
        autoFocus={round > 0}
        search={search}
        onTake={(option) => {
          onPick(option.picked)
          setRound((before) => before + 1)
        }}
      />
      {partyId === '' ? null : (
        <PartyLines key={`${accountSetId} ${partyId}`} {...{ kind, head, lines, onPick }} />
      )}
    </section>
  )
}

function keyOf({ sourcePaperId, sourceLineNo }: Pick<OpenLine, 'sourcePaperId' | 'sourceLineNo'>): string {
  return `${sourcePaperId} ${sourceLineNo}`
}

/** What the party can still give or take back, the newest paper first. */
function PartyLines({ kind, head, lines, onPick }: Parameters<typeof LinePicker>[0]) {
  const t = useTranslations('goods.open.picker')
  const [found, setFound] = useState<readonly Returnable[] | null>(null)
  const [isLost, setIsLost] = useState(false)
  const { accountSetId, partyId } = head
  useEffect(() => {
    let isCurrent = true
    findReturnable(kind, { accountSetId, partyId }, '').then(
      (answer) => (isCurrent ? setFound(answer) : undefined),
      () => (isCurrent ? setIsLost(true) : undefined),
    )
    return () => {
      isCurrent = false
    }
  }, [kind, accountSetId, partyId])
  if (isLost) return <p className="mt-2 text-danger">{t('unreachable')}</p>
  if (found === null) return null
  const there = new Set(lines.map(keyOf))
  const open = found.filter(({ line }) => !there.has(keyOf(line)))
  if (open.length === 0)
    return <p className="mt-2 text-muted">{found.length === 0 ? t('nothing') : t('allTaken')}</p>
  return (
    <ul aria-label={t('open')} className="mt-2 max-h-56 divide-y divide-line overflow-auto">
      {open.map((each) => (
        <li
          key={keyOf(each.line)}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1"
        >
          <span className="min-w-0">
            {each.line.product.name} <span className="text-muted">{each.line.note}</span>
          </span>
          <Button
            size="small"
            aria-label={t('takeLine', { product: each.line.product.name, note: each.line.note })}
            onClick={() => onPick(each)}
          >
            {t('take')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
