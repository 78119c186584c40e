import { describe, expect, it } from 'vitest'
import { type ActQueue, actsPlace, parseActs, type QueuedAct } from '#components/driver/act-queue.ts'
import { actSender, type ActsState } from '#components/driver/act-sender.ts'
import type { Submission } from '#components/forms/use-action.ts'
import type { ActionResult } from '#lib/kernel/result.ts'

type Answer = ActionResult<unknown> | 'silence'

/** A phone with a desk that answers as told, and says nothing once it has no more answers. */
function phoneWith(answers: Answer[]) {
  const kept = new Map<string, string>()
  const heard: { kind: string; key: string }[] = []
  const waits: (() => void)[] = []
  let state: ActsState = { acts: [], isOffline: false }
  let keys = 0
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  }
  const answer = (kind: string) => (submission: Submission) => {
    heard.push({ kind, key: submission.key })
    const next = answers.shift() ?? 'silence'
    return next === 'silence' ? Promise.reject(new Error('no network')) : Promise.resolve(next)
  }
  const open = () =>
    actSender({
      actions: {
        accept: answer('accept'),
        arrive: answer('arrive'),
        deliver: answer('deliver'),
        notDelivered: answer('notDelivered'),
        offer: answer('offer'),
      },
      storage,
      place: actsPlace('driver'),
      newKey: () => `key ${(keys += 1)}`,
      pause: () => new Promise((resolve) => waits.push(() => resolve(undefined))),
      onState: (next) => (state = next),
      onDone: () => undefined,
    })
  const queue = (): ActQueue => parseActs(storage.getItem(actsPlace('driver')))
  return { open, heard, queue, state: () => state, answers, storage }
}

const done: ActionResult<unknown> = { status: 'done', value: {} }
const refused: ActionResult<unknown> = { status: 'refused', refusal: { code: 'note.wrongStep', params: {} } }
const act = (kind: QueuedAct['kind'], noteId = 'n1') => {
  return { kind, noteId, number: 'XH1', customer: '示例酒行', input: { noteId } }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the acts of a driver’s phone', () => {
  it('F30 are kept while there is no network and sent in their order, each under its own key', async () => {
    const phone = phoneWith([])
    const sender = phone.open()
    for (const kind of ['accept', 'arrive', 'deliver'] as const) sender.push(act(kind))
    await settle()
    expect(phone.heard).toEqual([{ kind: 'accept', key: 'key 1' }])
    expect(phone.state()).toMatchObject({ isOffline: true })
    expect(phone.queue().map(({ kind }) => kind)).toEqual(['accept', 'arrive', 'deliver'])
    phone.answers.push(done, done, done)
    await phone.open().send()
    expect(phone.heard.slice(1)).toEqual([
      { kind: 'accept', key: 'key 1' },
      { kind: 'arrive', key: 'key 2' },
      { kind: 'deliver', key: 'key 3' },
    ])
    expect([phone.queue(), phone.state().isOffline]).toEqual([[], false])
  })

  it('F30 what the desk refuses stays with its reason, the rest goes on, and doing it again takes its place', async () => {
    const phone = phoneWith([refused, done])
    const sender = phone.open()
    sender.push(act('deliver'))
    sender.push(act('arrive', 'n2'))
    await settle()
    expect(phone.queue().map(({ kind, problem }) => [kind, problem?.kind])).toEqual([['deliver', 'refused']])
    await sender.send()
    expect(phone.heard).toHaveLength(2)
    phone.answers.push(done)
    sender.push(act('deliver'))
    await settle()
    expect([phone.queue(), phone.heard.at(-1)?.key]).toEqual([[], 'key 3'])
  })

  it('F30 the same act pressed twice waits once, and a desk that is away settles nothing', async () => {
    const away: ActionResult<unknown> = {
      status: 'refused',
      refusal: { code: 'desk.unavailable', params: {} },
    }
    const phone = phoneWith([away])
    const sender = phone.open()
    sender.push(act('deliver'))
    sender.push(act('deliver'))
    await settle()
    expect(phone.queue()).toMatchObject([{ kind: 'deliver', problem: null }])
  })

  it('F30 two open pages of one phone keep one queue', async () => {
    const phone = phoneWith([])
    const [one, other] = [phone.open(), phone.open()]
    one.push(act('arrive', 'n1'))
    other.push(act('arrive', 'n2'))
    await settle()
    expect(phone.queue().map(({ noteId }) => noteId)).toEqual(['n1', 'n2'])
    one.drop('key 1')
    expect(phone.queue().map(({ noteId }) => noteId)).toEqual(['n2'])
  })

  it('reads nothing into what is no queue', () => {
    for (const text of [null, '', '{', '{}', '[1]', '[{"key":1}]', '[{"kind":"post"}]'])
      expect(parseActs(text)).toEqual([])
  })
})
