import { beforeEach, describe, expect, it } from 'vitest'
import {
  DraftKeeper,
  type DraftSubmission,
  type Keeping,
  type LocalDraft,
  type SavedDraft,
} from '#components/notes-new/draft-keeper.ts'
import type { ActionResult } from '#lib/kernel/result.ts'

type Answer = ActionResult<SavedDraft>

/** A keeper whose time and network stand in the test's hand. */
function keptDraft() {
  const sent: { submission: DraftSubmission; answer: (given: Answer) => void; lose: () => void }[] = []
  const due: { work: () => void; isOff: boolean }[] = []
  const place = new Map<string, LocalDraft>()
  const told: Keeping[] = []
  let body: unknown = { lines: [] }
  let keys = 0
  const keeper = new DraftKeeper(
    {
      send: (submission) =>
        new Promise((answer, reject) =>
          sent.push({ submission, answer, lose: () => reject(new Error('no answer')) }),
        ),
      place: {
        read: (draftId) => place.get(draftId) ?? null,
        write: (draft) => void place.set(draft.draftId, draft),
        remove: (draftId) => void place.delete(draftId),
      },
      newKey: () => `key-${(keys += 1)}`,
      nowText: () => '2026-11-23T06:00:00.000Z',
      tell: (keeping) => told.push(keeping),
      later: (work) => {
        const item = { work, isOff: false }
        due.push(item)
        return () => {
          item.isOff = true
        }
      },
    },
    { draftId: 'draft-1', version: 0 },
  )
  return {
    keeper,
    sent,
    place,
    told,
    type: (text: unknown) => {
      body = text
      keeper.touch(() => body)
    },
    /** Lets everything that waits for a moment happen. */
    passTime: () => due.splice(0).forEach(({ work, isOff }) => !isOff && work()),
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))
const done = (version: number): Answer => ({
  status: 'done',
  value: { version, savedAt: '2026-11-23T06:00:01.000Z' },
})

let kept: ReturnType<typeof keptDraft>
beforeEach(() => {
  kept = keptDraft()
})

describe('keeping a draft', () => {
  it('keeps in the browser first and lets go of it once the desk has it', async () => {
    kept.type({ remark: 'a' })
    kept.passTime()
    expect(kept.place.get('draft-1')?.body).toEqual({ remark: 'a' })
    expect(kept.sent[0]?.submission.input).toEqual({
      draftId: 'draft-1',
      seenVersion: 0,
      body: { remark: 'a' },
    })
    kept.sent[0]?.answer(done(1))
    await settle()
    expect(kept.place.size).toBe(0)
    expect(kept.keeper.keptId).toBe('draft-1')
    expect(kept.told.at(-1)).toEqual({ kind: 'kept', at: '2026-11-23T06:00:01.000Z' })
  })

  it('says when there is no connection, and sends the very same again with its key before anything newer', async () => {
    kept.type({ remark: 'a' })
    kept.passTime()
    kept.sent[0]?.lose()
    await settle()
    expect(kept.told.at(-1)).toMatchObject({ kind: 'local', isSignedOut: false })
    kept.type({ remark: 'ab' })
    kept.passTime()
    expect(kept.sent[1]?.submission).toEqual(kept.sent[0]?.submission)
    expect(kept.place.get('draft-1')?.body).toEqual({ remark: 'ab' })
    kept.sent[1]?.answer(done(1))
    await settle()
    kept.passTime()
    expect(kept.sent[2]?.submission.input).toEqual({
      draftId: 'draft-1',
      seenVersion: 1,
      body: { remark: 'ab' },
    })
    expect(kept.sent[2]?.submission.key).not.toBe(kept.sent[0]?.submission.key)
  })

  it('sends one at a time, and what was typed meanwhile after it', async () => {
    kept.type({ remark: 'a' })
    kept.passTime()
    kept.type({ remark: 'ab' })
    kept.passTime()
    expect(kept.sent).toHaveLength(1)
    kept.sent[0]?.answer(done(1))
    await settle()
    kept.passTime()
    expect(kept.sent[1]?.submission.input).toMatchObject({ seenVersion: 1, body: { remark: 'ab' } })
  })

  it('does not write over another window: it stops, tells, and keeps its own in the browser', async () => {
    kept.type({ remark: 'a' })
    kept.passTime()
    kept.sent[0]?.answer({ status: 'stale', by: '演示开单员', at: '2026-11-23T05:59:00.000Z' })
    await settle()
    expect(kept.told.at(-1)).toMatchObject({ kind: 'stale', by: '演示开单员' })
    expect(kept.place.get('draft-1')?.body).toEqual({ remark: 'a' })
    kept.passTime()
    expect(kept.sent).toHaveLength(1)
  })

  it('rests while a note is signed, and nothing is sent after it was issued', async () => {
    kept.type({ remark: 'a' })
    kept.passTime()
    const rested = kept.keeper.rest()
    kept.sent[0]?.answer(done(1))
    await rested
    kept.keeper.forget()
    kept.keeper.flush(true)
    kept.passTime()
    expect(kept.sent).toHaveLength(1)
    expect(kept.place.size).toBe(0)
  })

  it('goes on when the dialog is closed without signing', async () => {
    kept.type({ remark: 'a' })
    await kept.keeper.rest()
    kept.passTime()
    expect(kept.sent).toHaveLength(0)
    kept.keeper.resume()
    kept.passTime()
    expect(kept.sent).toHaveLength(1)
  })

  it('leaves what is not kept in the browser when another draft is opened', () => {
    kept.type({ remark: 'a' })
    kept.passTime()
    kept.keeper.begin('draft-2', 3)
    expect(kept.place.has('draft-1')).toBe(true)
    expect(kept.keeper.keptId).toBe('draft-2')
  })
})
