import { describe, expect, it } from 'vitest'
import {
  BATCH_MOST,
  emptyQueue,
  enqueue,
  parseQueue,
  queuedCount,
  settled,
  withBatch,
} from '#components/keeper/scan-queue.ts'

const scan = (typed: string) => ({ typed, lineNo: 1, kind: null })
const full = Array.from({ length: BATCH_MOST + 5 }, (_, index) => scan(`C${index}`)).reduce(
  enqueue,
  emptyQueue,
)

describe('scans that wait on the phone', () => {
  it('go in batches, and a batch keeps its key until it is answered', () => {
    const first = withBatch(full, () => 'key-one')
    expect(first.batch?.scans).toHaveLength(BATCH_MOST)
    expect(withBatch(enqueue(first, scan('later')), () => 'key-two').batch?.key).toBe('key-one')
    expect(queuedCount(first)).toBe(BATCH_MOST + 5)
  })

  it('stay as they are while the desk does not answer, and go again as a new batch when the note moved', () => {
    const sent = withBatch(enqueue(emptyQueue, scan('C1')), () => 'key-one')
    expect(settled(sent, { status: 'fault', requestId: 'x' })).toBeNull()
    expect(settled(sent, { status: 'signedOut' })).toBeNull()
    const busy = { status: 'refused' as const, refusal: { code: 'desk.unavailable', params: {} } }
    expect(settled(sent, busy)).toBeNull()
    const again = settled(sent, { status: 'stale' })
    expect(withBatch(again?.queue ?? emptyQueue, () => 'key-two').batch).toEqual({
      key: 'key-two',
      scans: [scan('C1')],
    })
  })

  it('leave when they are answered, or refused as a whole with the reason', () => {
    const sent = withBatch(enqueue(emptyQueue, scan('C1')), () => 'key-one')
    expect(settled(sent, { status: 'done', value: { answers: ['kept'] } })).toEqual({
      queue: emptyQueue,
      answers: ['kept'],
      refusal: null,
    })
    const signed = { status: 'refused' as const, refusal: { code: 'code.signed', params: {} } }
    expect(settled(sent, signed)).toMatchObject({ queue: emptyQueue, refusal: { code: 'code.signed' } })
  })

  it('are found again after the page was closed, and nonsense is an empty queue', () => {
    const sent = withBatch(full, () => 'key-one')
    expect(parseQueue(JSON.stringify(sent))).toEqual(sent)
    for (const text of [
      null,
      '',
      'null',
      '[]',
      '{"waiting":3,"batch":null}',
      '{"waiting":[{"typed":1}],"batch":7}',
    ])
      expect(queuedCount(parseQueue(text))).toBe(0)
  })
})
