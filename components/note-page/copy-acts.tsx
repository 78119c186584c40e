import { useTranslations } from 'next-intl'
import { Press, PressWithWords } from '#components/custody/press.tsx'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import { OfferCopies, type Receiver } from './hand-over-forms.tsx'
import type { NoteActions } from './note-actions.ts'

type Paper = { accountSetId: number; paperId: string }

/** What the reader can do with the copies of one paper: accept, decline, take back, hand over. */
export function CopyActs({
  paper,
  may,
  receivers,
  names = {},
  actions,
}: {
  paper: Paper
  may: {
    acceptKinds: readonly CopyKind[]
    takeBackKinds: readonly CopyKind[]
    offerKinds: readonly CopyKind[]
  }
  receivers: readonly Receiver[]
  /** What the paper calls its copies, where it has names of its own. */
  names?: Readonly<Partial<Record<CopyKind, string>>>
  actions: Pick<NoteActions, 'accept' | 'decline' | 'takeBack' | 'offer'>
}) {
  const t = useTranslations('notePage.copies')
  const named = (kinds: readonly CopyKind[]) => kinds.map((kind) => ({ ...paper, kind }))
  return (
    <>
      {may.acceptKinds.length === 0 ? null : (
        <>
          <Press
            action={actions.accept}
            input={{ of: { copies: named(may.acceptKinds) }, remark: '' }}
            label={t('accept')}
            doneText={t('accepted')}
            variant="primary"
          />
          <PressWithWords
            action={actions.decline}
            input={{ of: { copies: named(may.acceptKinds) } }}
            name="remark"
            label={t('decline')}
            wordsLabel={t('declineReason')}
            doneText={t('declined')}
          />
        </>
      )}
      {may.takeBackKinds.length === 0 ? null : (
        <Press
          action={actions.takeBack}
          input={{ of: { copies: named(may.takeBackKinds) }, remark: '' }}
          label={t('takeBack')}
          doneText={t('takenBack')}
        />
      )}
      {may.offerKinds.length === 0 ? null : (
        <OfferCopies
          action={actions.offer}
          choices={named(may.offerKinds)}
          receivers={receivers}
          names={names}
        />
      )}
    </>
  )
}
