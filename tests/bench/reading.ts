/** A question of a page over the raw SQL for the same answer: medians in milliseconds. */
export type Reading = { name: string; pageMs: number; rawMs: number }

/** Where a bench says its figures. */
export type Tell = (name: string, value: number, unit: string) => void

/** Says both medians of each reading, and one over the other. */
export function tellReadings(tell: Tell, readings: readonly Reading[]): void {
  for (const { name, pageMs, rawMs } of readings) {
    tell(name, pageMs, 'ms')
    tell(`${name}-raw`, rawMs, 'ms')
    tell(`${name}-over-raw`, pageMs / rawMs, 'ratio')
  }
}

export type Work = () => Promise<unknown>

/** Both works for each key, in turn, warm: the first time each is not counted. */
export async function compare(
  name: string,
  keys: number,
  keyed: () => readonly [page: Work, raw: Work],
): Promise<Reading> {
  const [pages, raws]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < keys; turn += 1) {
    const [page, raw] = keyed()
    await page()
    await raw()
    const isPageFirst = turn % 2 === 0
    if (isPageFirst) pages.push(await timed(page))
    raws.push(await timed(raw))
    if (!isPageFirst) pages.push(await timed(page))
  }
  return { name, pageMs: medianOf(pages), rawMs: medianOf(raws) }
}

/** A member of the list, each as likely as the other. */
export function any<T>(list: readonly T[]): T {
  const found = list[below(list.length)]
  if (found === undefined) throw new Error('the bench company is empty')
  return found
}

/** A whole number from zero to one less than `count`. */
export function below(count: number): number {
  return Math.floor(Math.random() * count)
}

/** The median of a work, in milliseconds; the first time is not counted. */
export async function medianMs(work: Work, rounds: number): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timed(work))
  return medianOf(times)
}

async function timed(work: Work): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}
