import { describe, expect, it } from 'vitest'
import { scanSender, type SendingState, nothingSent } from '#components/keeper/scan-sender.ts'
import type { ActionResult } from '#lib/kernel/result.ts'

type Sent = { key: string; input: unknown }
type Answered = ActionResult<{ answers: string[] }>

/** A phone's memory. */
function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
    size: () => kept.size,
  }
}

/** A desk behind a network that can be cut; a batch sent again under its key is answered and not written again. */
function farDesk() {
  const written: string[] = []
  const answered = new Map<string, string[]>()
  const network = { isUp: true, losesAnswers: false, sendings: 0 }
  const action = async ({ key, input }: Sent): Promise<Answered> => {
    network.sendings += 1
    await Promise.resolve()
    if (!network.isUp) throw new Error('no network')
    const before = answered.get(key)
    const codes = before ?? asBatch(input).scans.map((scan) => scan.typed)
    if (!before) {
      written.push(...codes)
      answered.set(key, codes)
    }
    if (network.losesAnswers) throw new Error('the answer was lost')
    return { status: 'done', value: { answers: codes } }
  }
  return { written, network, action }
}

function asBatch(input: unknown): { scans: { typed: string }[] } {
  return input as { scans: { typed: string }[] }
}

/** Long pauses are never over; the rest is over at once, so that the network decides. */
function phone(desk: ReturnType<typeof farDesk>, storage: ReturnType<typeof memory>) {
  const seen: { state: SendingState; answers: string[]; wake: (() => void)[] } = {
    state: nothingSent,
    answers: [],
    wake: [],
  }
  let keys = 0
  const sender = scanSender<string>({
    paper: { accountSetId: 1, paperId: 'p' },
    action: desk.action,
    storage,
    place: 'scans',
    newKey: () => `key-${(keys += 1)}-${Math.random()}`,
    pause: () => new Promise((resolve) => seen.wake.push(() => resolve())),
    onState: (state) => {
      seen.state = state
    },
    onAnswers: (answers) => seen.answers.push(...answers),
  })
  return { sender, seen }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
const codes = Array.from({ length: 500 }, (_, index) => `CODE-${String(index).padStart(4, '0')}`)
const scan = (typed: string) => ({ typed, lineNo: null, kind: null })

describe('500 codes scanned in a row', () => {
  it('are all written once when the network drops in the middle, and the phone shows what waits', async () => {
    const [desk, storage] = [farDesk(), memory()]
    const { sender, seen } = phone(desk, storage)
    for (const code of codes.slice(0, 250)) sender.push(scan(code))
    await settle()
    desk.network.isUp = false
    for (const code of codes.slice(250)) sender.push(scan(code))
    await settle()
    expect(seen.state.isOffline).toBe(true)
    expect(seen.state.waiting).toEqual(codes.slice(250))
    desk.network.isUp = true
    await sender.send()
    expect(desk.written).toEqual(codes)
    expect(seen.answers).toEqual(codes)
    expect(seen.state).toEqual({ waiting: [], isOffline: false, refusal: null })
    expect(storage.size()).toBe(0)
  })

  it('outlive a closed page, and are not written twice when only the answer was lost', async () => {
    const [desk, storage] = [farDesk(), memory()]
    desk.network.losesAnswers = true
    const first = phone(desk, storage)
    for (const code of codes) first.sender.push(scan(code))
    await settle()
    expect(desk.written.length).toBeGreaterThan(0)
    expect(first.seen.state.waiting).toEqual(codes)
    desk.network.losesAnswers = false
    const reopened = phone(desk, storage)
    await reopened.sender.send()
    expect(desk.written).toEqual(codes)
    expect(reopened.seen.answers).toEqual(codes)
    expect(storage.size()).toBe(0)
  })

  it('try again by themselves after a pause', async () => {
    const [desk, storage] = [farDesk(), memory()]
    desk.network.isUp = false
    const { sender, seen } = phone(desk, storage)
    sender.push(scan('CODE-1'))
    await settle()
    expect(seen.state.isOffline).toBe(true)
    desk.network.isUp = true
    seen.wake.at(-1)?.()
    await settle()
    expect(desk.written).toEqual(['CODE-1'])
    expect(seen.state.isOffline).toBe(false)
  })
})
