import { useTranslations } from 'next-intl'
import { Press, PressWithWords } from '#components/custody/press.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { FilePicture } from '#components/note-page/incident-forms.tsx'
import { Card } from '#components/ui/card.tsx'

type Actions = {
  acceptCopiesAction: FormAction<unknown>
  acceptAtWarehouseAction: FormAction<unknown>
  declineCopiesAction: FormAction<unknown>
  attachPictureAction: FormAction<unknown>
}

/** What can be done with the one copy that was scanned: accept it, take its set, decline it, file a photograph. */
export function ScannedCopyActs({
  scanned,
  number,
  standing,
  canAct,
  canAttach,
  actions,
}: {
  scanned: string
  number: string
  standing: 'FOR_ME' | 'SET_FOR_ME' | 'MINE' | 'OTHERS'
  canAct: boolean
  canAttach: boolean
  actions: Actions
}) {
  const t = useTranslations('handOvers.copy')
  const all = useTranslations('handOvers')
  const isForMe = standing === 'FOR_ME' || standing === 'SET_FOR_ME'
  return (
    <>
      {canAct && isForMe ? (
        <div className="flex flex-wrap gap-2">
          {standing === 'SET_FOR_ME' ? (
            <Press
              action={actions.acceptAtWarehouseAction}
              input={{ scanned }}
              label={t('acceptSet')}
              doneText={all('scannedSet', { number })}
              variant="primary"
            />
          ) : (
            <Press
              action={actions.acceptCopiesAction}
              input={{ of: { scanned }, remark: '' }}
              label={t('accept')}
              doneText={t('accepted')}
              variant="primary"
            />
          )}
          <PressWithWords
            action={actions.declineCopiesAction}
            input={{ of: { scanned } }}
            name="remark"
            label={t('decline')}
            wordsLabel={t('decline')}
            doneText={t('declined')}
          />
        </div>
      ) : null}
      {canAct && standing === 'OTHERS' ? <p className="text-muted">{t('notForYou')}</p> : null}
      {canAttach ? (
        <Card title={t('photo')}>
          <FilePicture action={actions.attachPictureAction} of={{ scanned }} />
        </Card>
      ) : null}
    </>
  )
}
