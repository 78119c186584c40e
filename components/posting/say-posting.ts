import type { PostingRow } from '#lib/domain/delivery-notes/post-queries.ts'
import type { Words } from '#lib/i18n/words.ts'
import type { ShownPosting } from './shown-posting.ts'

/** A row of the queue in the reader's words. */
export function sayPosting(words: Words, row: PostingRow): ShownPosting {
  const { settlementMethod, channel, outcome, ...rest } = row
  return {
    ...rest,
    channel: words(`posting.channel.${channel}`),
    settlement: words(`posting.settlement.${settlementMethod}`),
    outcome: words(`posting.outcome.${outcome}`),
  }
}
