'use client'

import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import type { Proof } from '#components/forms/use-action.ts'
import type { Say } from '#components/forms/use-sentence.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import { DraftDrawer } from './draft-drawer.tsx'
import { IssuedPanel } from './issued-panel.tsx'
import { notePath, printPath } from './paths.ts'
import { SigningDialog } from './signing-dialog.tsx'
import type { Applying } from './use-apply.ts'
import type { Drafts } from './use-drafts.ts'
import type { Issuing } from './use-issue.ts'

/** The dialogs of the writing page: signing, the number, applying, drafts. One at a time. */
export function NoteDialogs({
  signerName,
  issuing,
  applying,
  passkey,
  say,
  onNext,
  drafts,
  currentId,
  onDraftOpened,
  onDraftsClose,
}: {
  signerName: string
  issuing: Issuing
  applying: Applying
  passkey: (() => Promise<{ proof: Proof } | { trouble: string }>) | null
  say: Say
  onNext: () => void
  /** Null while the list of drafts is closed. */
  drafts: Drafts | null
  currentId: string
  onDraftOpened: () => void
  onDraftsClose: () => void
}) {
  const { stage } = issuing
  if (applying.orderAnswer !== null && applying.orderAnswer.status !== 'done')
    return <AnswerNotice answer={applying.orderAnswer} say={say} checkAgain={applying.checkOrderAgain} />
  if (stage.kind === 'signing')
    return (
      <SigningDialog
        toSign={{ ...stage.toSign, signerName }}
        isSending={issuing.isSending}
        answer={issuing.answer}
        say={say}
        checkAgain={issuing.checkAgain}
        onSign={issuing.sign}
        askPasskey={passkey}
        onClose={issuing.close}
      />
    )
  if (stage.kind === 'issued') {
    const { issued } = stage
    return (
      <IssuedPanel
        issued={issued}
        noteHref={notePath(issued)}
        onPrint={() => void window.open(printPath(issued), '_blank', 'noopener')}
        onNext={onNext}
      />
    )
  }
  if (applying.isOpen) return <ApplyDialog {...applying.dialog} say={say} />
  if (drafts === null) return null
  return (
    <DraftDrawer
      currentId={currentId}
      locals={drafts.locals}
      onOpen={(draft) => {
        onDraftsClose()
        void drafts.open(draft).then(onDraftOpened)
      }}
      onDiscard={drafts.discard}
      onClose={onDraftsClose}
    />
  )
}
