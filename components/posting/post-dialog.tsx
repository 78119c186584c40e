'use client'

import { useTranslations } from 'next-intl'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { useShortcut } from '#components/shell/shortcuts.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Money } from '#components/ui/money.tsx'
import type { ShownPosting } from './shown-posting.ts'
import { sumYuan } from './sum-yuan.ts'

type Props = {
  isOpen: boolean
  isSending: boolean
  chosen: readonly ShownPosting[]
  postingDate: string
  onPost: () => void
  onClose: () => void
}

/** Says before anything happens what will be posted, what will not and why; then posts. */
export function PostDialog(props: Props) {
  const { isOpen, onClose, chosen, isSending, onPost } = props
  const t = useTranslations('posting')
  const open = chosen.filter((row) => row.canPost)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('dialogTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button
            variant="primary"
            data-first
            shortcut="Ctrl+Enter"
            onClick={onPost}
            aria-disabled={isSending || open.length === 0 || undefined}
          >
            {t('postCount', { count: open.length })}
          </Button>
        </>
      }
    >
      <Preview {...props} />
    </Dialog>
  )
}

function Preview({ chosen, postingDate, onPost, isSending }: Props) {
  const t = useTranslations('posting')
  const open = chosen.filter((row) => row.canPost)
  const shut = chosen.filter((row) => !row.canPost)
  useShortcut('Ctrl+Enter', t('post'), () => {
    if (open.length > 0 && !isSending) onPost()
  })
  return (
    <div className="flex flex-col gap-3">
      <p>{postingDate === '' ? t('onOwnDates') : t('onDate', { date: postingDate })}</p>
      <section>
        <h3 className="font-semibold">
          {t('willPost', { count: open.length })}{' '}
          <Money amount={sumYuan(open.map((row) => row.gross))} hasSign />
        </h3>
        <ul className="max-h-48 overflow-y-auto">
          {open.map((row) => (
            <li key={row.paperId} className="flex justify-between gap-3">
              <span className="min-w-0 truncate">
                {row.number} <span className="text-muted">{row.customerName}</span>
              </span>
              <Money amount={row.gross} />
            </li>
          ))}
        </ul>
      </section>
      {shut.length === 0 ? null : (
        <section>
          <h3 className="font-semibold">{t('willNot', { count: shut.length })}</h3>
          <ul className="flex flex-col gap-2">
            {shut.map((row) => (
              <li key={row.paperId}>
                <p>
                  {row.number} <span className="text-muted">{row.customerName}</span>
                </p>
                <GateChecklist
                  gate={{ step: 'post', items: row.conditions }}
                  label={t('gate')}
                  shows="open"
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
