import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'

export type ChainEvent = {
  sequence: number
  command: string
  actorName: string
  at: string
  words: Readonly<Record<string, string | number>>
  copies: readonly CopyKind[]
}

type Names = Readonly<Partial<Record<CopyKind, string>>>

/** Everything that was done with the note, as sentences, with the hash that the last event closes the chain with. */
export function ChainCard({
  events,
  head,
  namespace = 'notePage.event',
  names = {},
}: {
  events: readonly ChainEvent[]
  head: string
  /** Where a paper's own sentences stand; those of every paper are `notePage.event`. */
  namespace?: 'notePage.event' | 'goods.event'
  /** What the paper calls its copies, where it has names of its own. */
  names?: Names
}) {
  const t = useTranslations('notePage.chain')
  return (
    <Card title={t('title')}>
      <ol className="flex flex-col gap-1">
        {events.map((event) => (
          <li key={event.sequence} className="flex flex-wrap gap-x-3">
            <span className="w-6 text-right text-muted" title={t('event', { sequence: event.sequence })}>
              {event.sequence}
            </span>
            <span className="text-muted">
              <Instant iso={event.at} />
            </span>
            <span className="min-w-0 flex-1 wrap-anywhere">
              <EventSentence event={event} namespace={namespace} names={names} />
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-sm break-all text-muted">{t('head', { hash: head })}</p>
    </Card>
  )
}

function EventSentence({
  event,
  namespace,
  names,
}: {
  event: ChainEvent
  namespace: 'notePage.event' | 'goods.event'
  names: Names
}) {
  const own = useTranslations(namespace)
  const common = useTranslations('notePage.event')
  const custody = useTranslations('custody')
  const { words, copies, command, actorName } = event
  const said = {
    ...words,
    actor: actorName,
    command,
    copies: copies.map((kind) => names[kind] ?? custody(`copy.${kind}`)).join(custody('between')),
    to: words['to'] === '' ? custody('place.ACCOUNTING') : (words['to'] ?? ''),
    remark: words['remark'] === '' ? 'empty' : (words['remark'] ?? ''),
  }
  const t = own.has(command) ? own : common
  return t.has(command) ? t(command, said) : t('other', said)
}
