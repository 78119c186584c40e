import type { ActionResult, Refusal } from '#lib/kernel/result.ts'

/** One scan as it waits on the phone. */
export type QueuedScan = { typed: string; lineNo: number | null; kind: string | null }

/**
 * Scans that the desk has not answered yet. `batch` is on its way under its key and is sent again with the same
 * key until the answer is definite, so that nothing is written twice.
 */
export type ScanQueue = { waiting: QueuedScan[]; batch: { key: string; scans: QueuedScan[] } | null }

export const emptyQueue: ScanQueue = { waiting: [], batch: null }

/** The most scans one sending carries. */
export const BATCH_MOST = 200

/** The longest text of one scan that the desk takes; a longer one is no code, however much of it is sent. */
const SCAN_LONGEST = 400

/** Puts a scan at the end. */
export function enqueue(queue: ScanQueue, scan: QueuedScan): ScanQueue {
  return { ...queue, waiting: [...queue.waiting, { ...scan, typed: scan.typed.slice(0, SCAN_LONGEST) }] }
}

/** The queue with a batch to send: the one under way, else the first of those waiting under a new key. */
export function withBatch(queue: ScanQueue, newKey: () => string): ScanQueue {
  if (queue.batch !== null || queue.waiting.length === 0) return queue
  return {
    batch: { key: newKey(), scans: queue.waiting.slice(0, BATCH_MOST) },
    waiting: queue.waiting.slice(BATCH_MOST),
  }
}

/** The batch was answered. */
export function withoutBatch(queue: ScanQueue): ScanQueue {
  return { ...queue, batch: null }
}

/** The batch was not written because the note moved meanwhile: it goes again as a new one. */
export function withBatchAgain(queue: ScanQueue): ScanQueue {
  return { batch: null, waiting: [...(queue.batch?.scans ?? []), ...queue.waiting] }
}

/** What an answer does to the queue; null when it settles nothing and the batch must be sent again as it is. */
export function settled<Answer>(
  queue: ScanQueue,
  result: ActionResult<{ answers: Answer[] }>,
): { queue: ScanQueue; answers: readonly Answer[]; refusal: Refusal | null } | null {
  switch (result.status) {
    case 'done':
      return { queue: withoutBatch(queue), answers: result.value.answers, refusal: null }
    case 'stale':
      return { queue: withBatchAgain(queue), answers: [], refusal: null }
    case 'invalid':
      return { queue: withoutBatch(queue), answers: [], refusal: null }
    case 'refused':
      return result.refusal.code === 'desk.unavailable'
        ? null
        : { queue: withoutBatch(queue), answers: [], refusal: result.refusal }
    default:
      return null
  }
}

/** How many scans wait for their answer. */
export function queuedCount(queue: ScanQueue): number {
  return queue.waiting.length + (queue.batch?.scans.length ?? 0)
}

/** Where the scans of one person for one note are kept on the phone. */
export function queuePlace(userId: string, note: { accountSetId: number; paperId: string }): string {
  return `silian-scans:${userId}:${note.accountSetId}:${note.paperId}`
}

/** Reads a kept queue; anything that is none is an empty one. */
export function parseQueue(text: string | null): ScanQueue {
  if (text === null) return emptyQueue
  try {
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null || !('waiting' in kept) || !('batch' in kept))
      return emptyQueue
    const { waiting, batch } = kept
    if (!Array.isArray(waiting)) return emptyQueue
    return { waiting: waiting.filter(isScan), batch: batchOf(batch) }
  } catch {
    return emptyQueue
  }
}

function batchOf(kept: unknown): ScanQueue['batch'] {
  if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('scans' in kept)) return null
  const { key, scans } = kept
  return typeof key === 'string' && Array.isArray(scans) ? { key, scans: scans.filter(isScan) } : null
}

function isScan(kept: unknown): kept is QueuedScan {
  if (typeof kept !== 'object' || kept === null || !('typed' in kept)) return false
  const lineNo = 'lineNo' in kept ? kept.lineNo : undefined
  const kind = 'kind' in kept ? kept.kind : undefined
  return (
    typeof kept.typed === 'string' &&
    (lineNo === null || typeof lineNo === 'number') &&
    (kind === null || typeof kind === 'string')
  )
}
