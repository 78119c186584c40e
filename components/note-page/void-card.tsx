import { useTranslations } from 'next-intl'
import { PressWithWords } from '#components/custody/press.tsx'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { formatInstant } from '#lib/i18n/format.ts'
import type { Checklist } from '#lib/kernel/gate.ts'

type Paper = { accountSetId: number; paperId: string }

export type VoidRequest = {
  reason: string
  byName: string
  at: string
  decision: 'APPROVED' | 'REFUSED' | null
  decidedByName: string | null
  decidedAt: string | null
  remark: string | null
}

/** 作废, apart and last: who asked and why, the gate, and the decision of another person (R12 R13 R14). */
export function VoidCard({
  paper,
  request,
  gate,
  may,
  actions,
  namespace = 'notePage.void',
}: {
  paper: Paper
  request: VoidRequest | null
  gate: Checklist
  may: { requestVoid: boolean; decideVoid: boolean }
  actions: { request: FormAction<unknown>; decide: FormAction<unknown> }
  /** Where the card's words stand. */
  namespace?: 'notePage.void' | 'goods.void'
}) {
  const t = useTranslations(namespace)
  const isOpen = request !== null && request.decision === null
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-3">
        <p className="text-muted">{t('about')}</p>
        {request === null ? null : <RequestLines request={request} namespace={namespace} />}
        {isOpen ? <GateChecklist gate={gate} label={t('gate')} /> : null}
        <div className="flex flex-wrap items-start gap-2">
          {may.requestVoid ? (
            <PressWithWords
              action={actions.request}
              input={paper}
              name="reason"
              label={t('ask')}
              wordsLabel={t('reason')}
              doneText={t('asked')}
              variant="danger"
            />
          ) : null}
          {may.decideVoid ? (
            <>
              <PressWithWords
                action={actions.decide}
                input={{ ...paper, decision: 'APPROVED' }}
                name="remark"
                label={t('approve')}
                wordsLabel={t('remark')}
                about={t('approveAsk')}
                isRequired={false}
                doneText={t('decided')}
                variant="danger"
              />
              <PressWithWords
                action={actions.decide}
                input={{ ...paper, decision: 'REFUSED' }}
                name="remark"
                label={t('refuse')}
                wordsLabel={t('remark')}
                doneText={t('refused')}
              />
            </>
          ) : null}
        </div>
      </div>
    </Card>
  )
}

function RequestLines({
  request,
  namespace,
}: {
  request: VoidRequest
  namespace: 'notePage.void' | 'goods.void'
}) {
  const t = useTranslations(namespace)
  const { decision, decidedByName, decidedAt } = request
  const decided = {
    name: decidedByName ?? '',
    at: decidedAt === null ? '' : formatInstant(decidedAt),
    remark: request.remark ?? '',
  }
  return (
    <div className="wrap-anywhere">
      <p>{t('askedBy', { name: request.byName, at: formatInstant(request.at), reason: request.reason })}</p>
      {decision === 'APPROVED' ? <p className="text-void">{t('approvedBy', decided)}</p> : null}
      {decision === 'REFUSED' ? <p>{t('refusedBy', decided)}</p> : null}
    </div>
  )
}

/** 红冲: the only way back after posting. */
export function ReverseCard({ paper, action }: { paper: Paper; action: FormAction<unknown> }) {
  const t = useTranslations('notePage.reverse')
  return (
    <Card title={t('title')}>
      <p className="mb-3 text-muted">{t('about')}</p>
      <PressWithWords
        action={action}
        input={paper}
        name="reason"
        label={t('act')}
        wordsLabel={t('reason')}
        doneText={t('done')}
        variant="danger"
      />
    </Card>
  )
}
