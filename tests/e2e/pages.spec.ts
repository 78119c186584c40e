import { readdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { roomsFor } from '#components/shell/navigation.ts'
import { permissionsOf } from '#lib/auth/permissions.ts'
import { DEMO_ACCOUNTS, type DemoAccount } from '#prisma/seed/demo.ts'
import { demoCompany } from '#tests/support/demo-company.ts'
import { leaveMoneyPapers } from '#tests/support/money-papers.ts'
import { PHONE, personAt, press, told, writeNote } from '#tests/support/browser.ts'

test.describe.configure({ timeout: 300_000 })

/** What a customer opens by a link: no page of the desk leads there. */
let customersPage = ''

/** A note in the keeper's hands, so that the lists of the day are not empty, and a paper of each kind about money. */
test.beforeAll(async ({ browser }) => {
  const clerk = await personAt(browser, 'clerk')
  const keeper = await personAt(browser, 'keeper')
  const { path } = await writeNote(clerk, '样板二批部', [
    ['YS004', '1箱2瓶'],
    ['SF001', '2箱'],
  ])
  await clerk.goto(path)
  await press(clerk, '交仓管')
  await told(clerk, '已交给仓管，等他接收')
  await keeper.goto(path)
  await press(keeper, '接收四联，开始备货')
  await told(keeper, '已接收，开始备货')
  await clerk.context().close()
  await keeper.context().close()
  const company = await demoCompany()
  customersPage = await leaveMoneyPapers(company, 'K105')
  await company.close()
})

/** Everybody who sees pages of their own: the second keeper sees what the first sees. */
const VISITORS = DEMO_ACCOUNTS.filter(
  ({ role }, at) => DEMO_ACCOUNTS.findIndex((other) => other.role === role) === at,
)

for (const account of VISITORS) {
  test(`every page of the ${account.role} stands without fault on the desk and the phone, light and dark`, async ({
    browser,
  }) => {
    const person = await personAt(browser, account.userName)
    const storageState = await person.context().storageState()
    await person.context().close()
    const found: string[] = []
    const paths = await walkPages(browser, account, storageState, found)
    storageState.cookies.push({ ...cookieLike(storageState.cookies), name: 'silian-locale', value: 'en' })
    const english = await browser.newContext({ storageState })
    for (const path of paths) {
      const answer = await english.request.get(path)
      if (answer.status() !== 200) found.push(`${account.role} English ${path}: answered ${answer.status()}`)
      for (const key of rawKeys(wordsOf(await answer.text())))
        found.push(`${account.role} English ${path}: ${key}`)
    }
    await english.close()
    expect(found).toEqual([])
  })
}

type StorageState = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
type Cookie = StorageState['cookies'][number]

function cookieLike(cookies: readonly Cookie[]): Cookie {
  const [cookie] = cookies
  if (cookie === undefined) throw new Error('nobody is signed in')
  return cookie
}

/** Kinds of pages looked at closely: the next role that opens one only needs it to be there. */
const lookedAt = new Set<string>()

/**
 * Opens every room of the person and, from there, one page of each kind that the pages lead to. Adds to `found` what is
 * wrong with any of them: not there, an error in the console, or what a close look finds on a kind nobody looked at yet.
 * Answers the kinds this person was the first to open, by one address each.
 */
async function walkPages(
  browser: Browser,
  { role }: DemoAccount,
  storageState: StorageState,
  found: string[],
): Promise<string[]> {
  const fresh: string[] = []
  const context = await browser.newContext({ storageState })
  const page = await context.newPage()
  let where = ''
  const tell = (what: string) => found.push(`${role} ${where}: ${what}`)
  page.on('console', (message) =>
    message.type() === 'error' ? tell(`${message.text()} ${message.location().url}`) : undefined,
  )
  page.on('pageerror', (error) => tell(error.message))

  const linked = role === 'ACCOUNTANT' ? [customersPage] : []
  const waiting = [...roomsFor(permissionsOf([role])).map(({ href }) => href), '/account', ...linked]
  const seen = new Set(waiting.map(kindOf))
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    where = path
    const answer = await page.goto(path, { waitUntil: 'load' })
    if (answer?.status() !== 200) tell(`answered ${answer?.status()}`)
    for (const link of await linksOf(page)) {
      if (seen.has(kindOf(link))) continue
      seen.add(kindOf(link))
      waiting.push(link)
    }
    if (lookedAt.has(kindOf(path))) continue
    lookedAt.add(kindOf(path))
    fresh.push(path)
    for (const what of await look(page)) tell(what)
  }
  await context.close()
  return fresh
}

/** What is wrong with a page on the desk in both lights, and on the phone: its colours there are those of the desk. */
async function look(page: Page): Promise<string[]> {
  const desk = page.viewportSize() ?? { width: 1280, height: 800 }
  const wrong = [
    ...(await barriers(page, ['light', 'dark'])),
    ...rawKeys(await page.locator('body').innerText()),
  ]
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(PHONE.viewport)
  const onPhone = [...(await barriers(page, ['light'])), ...(await overflow(page))]
  await page.setViewportSize(desk)
  return [...wrong, ...onPhone.map((what) => `on the phone: ${what}`)]
}

/** The kind of page at an address: what it asks for and which paper it shows make no other kind. */
function kindOf(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replaceAll(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/:id')
    .replaceAll(/\/\d+(?=\/|$)/g, '/:set')
}

async function linksOf(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator('main a[href^="/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  return hrefs.filter((href) => !href.startsWith('/api/'))
}

/** What stands in somebody's way, by axe, in each of these lights. */
async function barriers(page: Page, lights: readonly ('light' | 'dark')[]): Promise<string[]> {
  const all: string[] = []
  for (const colorScheme of lights) {
    await page.emulateMedia({ colorScheme })
    const axe = new AxeBuilder({ page }).setLegacyMode()
    // In the dark nothing but the colours is different.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
    for (const { id, impact, nodes } of violations)
      all.push(`${colorScheme} ${impact} ${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }
  return all
}

const namespaces = readdirSync('lib/i18n/messages/zh-CN', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
const RAW_KEY = new RegExp(`\\b(?:${namespaces.join('|')})\\.[a-z][A-Za-z]*(?:\\.[A-Za-z]+)*\\b`, 'g')

/** Names of messages where their words should stand. */
function rawKeys(words: string): string[] {
  return words.match(RAW_KEY) ?? []
}

/** What a page of HTML says to its reader. */
function wordsOf(html: string): string {
  return html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]*>/g, ' ')
}

/** Whether the page is wider than the phone. */
async function overflow(page: Page): Promise<string[]> {
  const extra = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return extra > 0 ? [`${extra} px wider than the phone`] : []
}
