'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { useShortcut } from '#components/shell/shortcuts.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { RefusedPaper } from '#lib/kernel/result.ts'
import { allOrNone, type Choice, stillThere, toggled } from './choose-rows.ts'
import { ChosenTotals } from './chosen-totals.tsx'
import { PostDialog } from './post-dialog.tsx'
import { PostingTable } from './posting-table.tsx'
import { RefusedNotes } from './refused-notes.tsx'
import { RowPanel } from './row-panel.tsx'
import type { ShownPosting } from './shown-posting.ts'

/** What the server answers to a posting. */
export type PostingAnswer = {
  posted: { paperId: string; number: string; grossFen: string }[]
  refused: RefusedPaper[]
}

type Props = {
  accountSetId: number
  /** The day all would carry; empty takes each note's own. */
  postingDate: string
  rows: readonly ShownPosting[]
  action: FormAction<PostingAnswer>
  mayPost: boolean
}

/** The queue as a spreadsheet: choose with the keys, see what would be posted and what not, post. */
export function PostingDesk({ accountSetId, postingDate, rows, action, mayPost }: Props) {
  const t = useTranslations('posting')
  const router = useRouter()
  const toast = useToast()
  const say = useSentence('posting')
  const choosable = rows.map((row) => ({ key: row.paperId, isOpen: row.canPost }))
  const [kept, setKept] = useState<Choice>({ chosen: new Set(), at: 0 })
  const [isAsking, setIsAsking] = useState(false)
  const [refused, setRefused] = useState<readonly RefusedPaper[]>([])
  const choice = stillThere(kept, choosable)
  const chosen = rows.filter((row) => choice.chosen.has(row.paperId))

  const onDone = useCallback(
    (answer: PostingAnswer) => {
      setIsAsking(false)
      setRefused(answer.refused)
      setKept((before) => ({ ...before, chosen: new Set() }))
      toast(t('posted', { count: answer.posted.length }), 'positive')
      router.refresh()
    },
    [router, t, toast],
  )
  const sent = useAction(action, onDone)
  const ask = (): void => {
    if (mayPost && chosen.length > 0) setIsAsking(true)
  }
  useShortcut('A', t('chooseAll'), () => setKept(allOrNone(choice, choosable)))
  useShortcut('Ctrl+Enter', t('post'), ask)

  const post = (): void => {
    const paperIds = chosen.filter((row) => row.canPost).map((row) => row.paperId)
    void sent.send({ accountSetId, paperIds, postingDate }).then((answer) => {
      if (answer?.status !== 'done') setIsAsking(false)
      if (answer?.status === 'refused') setRefused(answer.refusal.papers ?? [])
    })
  }
  // Refused notes are told one by one, each with its reasons.
  const { answer } = sent
  const isToldBelow = answer?.status === 'refused' && answer.refusal.papers !== undefined

  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_15rem]">
      <div className="flex min-w-0 flex-col gap-2">
        <AnswerNotice
          answer={isToldBelow ? null : answer}
          say={say}
          checkAgain={sent.checkAgain}
          onReload={() => router.refresh()}
        />
        <RefusedNotes refused={refused} onClose={() => setRefused([])} />
        <PostingTable
          rows={rows}
          choice={choice}
          onMove={(at) => setKept({ ...choice, at })}
          onToggle={(key) => setKept(toggled(choice, key))}
        />
        <ChosenTotals chosen={chosen} onPost={mayPost ? ask : null} />
      </div>
      <RowPanel accountSetId={accountSetId} row={rows[choice.at]} />
      <PostDialog
        isOpen={isAsking}
        isSending={sent.isSending}
        chosen={chosen}
        postingDate={postingDate}
        onPost={post}
        onClose={() => setIsAsking(false)}
      />
    </div>
  )
}
