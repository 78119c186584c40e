import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import type { BenchDesk } from '#tests/bench/bench-desk.ts'
import type { BenchWeb } from '#tests/bench/http-rate.ts'

const LINES = 100
const STROKES = 40
const SLOWER = 4

/** What the note page costs its clerk. */
export type PageCost = { firstLoadKilobytes: number; keystrokeMilliseconds: number }

/**
 * Opens the note page as the bench's clerk: the compressed JavaScript of its first load, and the median time from a
 * key to the next paint with a hundred lines on a processor slowed four times.
 */
export async function measureNotePage(bench: BenchDesk, web: BenchWeb): Promise<PageCost> {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
    const url = new URL(web.server.address)
    const cookies = web.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), domain: url.hostname, path: '/' }
    })
    await context.addCookies(cookies)
    const page = await context.newPage()
    await page.goto(`${web.server.address}/notes/new`, { waitUntil: 'load' })
    const firstLoadKilobytes = await scriptKilobytes(page)
    await writeLines(page)
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    return { firstLoadKilobytes, keystrokeMilliseconds: await keystrokeMedian(page) }
  } finally {
    await browser.close()
  }
}

function openBrowser(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  )
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  return chromium.launch(executablePath === undefined ? { args } : { args, executablePath })
}

/** Bytes over the wire of every script of the first load, in kB. */
function scriptKilobytes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource').filter((entry) => entry.name.includes('.js'))
    return (
      entries.reduce(
        (sum, entry) => sum + ('encodedBodySize' in entry ? Number(entry.encodedBodySize) : 0),
        0,
      ) / 1000
    )
  })
}

/** A customer, one line by hand, and copies of it by Ctrl+D. */
async function writeLines(page: Page): Promise<void> {
  const type = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    await page.waitForTimeout(700)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(300)
  }
  await type('B17')
  await type('G105')
  await type('2')
  for (let line = 1; line < LINES; line += 1) {
    await page.keyboard.press('Control+d')
    await page.waitForTimeout(30)
  }
  await page.waitForTimeout(1500)
}

/** From the key's event to the paint after it: two animation frames bound the work of the first. */
async function keystrokeMedian(page: Page): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    document.addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => times.push(performance.now() - event.timeStamp)
          channel.port2.postMessage(null)
        })
      },
      true,
    )
  })
  for (let stroke = 0; stroke < STROKES; stroke += 1) {
    await page.keyboard.press(stroke % 2 === 0 ? '3' : 'Backspace')
    await page.waitForTimeout(120)
  }
  const times = await page.evaluate((): number[] =>
    'keyTimes' in window && Array.isArray(window.keyTimes) ? window.keyTimes : [],
  )
  if (times.length < STROKES / 2) throw new Error(`only ${times.length} keystrokes were painted`)
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}
