import { readdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { roomsFor } from '#components/shell/navigation.ts'
import { permissionsOf } from '#lib/auth/permissions.ts'
import { DEMO_ACCOUNTS, type DemoAccount } from '#prisma/seed/demo.ts'
import { PHONE, personAt, press, told, writeNote } from '#tests/support/browser.ts'

test.describe.configure({ timeout: 300_000 })

/** A note in the keeper's hands, so that the lists of the day are not empty. */
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
    let paths: string[] | null = null
    const walk = (name: string, options: BrowserContextOptions, look: (page: Page) => Promise<string[]>) =>
      walkPages(browser, account, { name, options: { ...options, storageState }, look, found, paths })

    paths = await walk('desk', {}, async (page) => [
      ...(await barriers(page, ['light', 'dark'])),
      ...(await rawKeys(page)),
    ])
    // What is readable in the dark on the desk has the same colours on the phone.
    await walk('phone', PHONE, async (page) => [
      ...(await barriers(page, ['light'])),
      ...(await overflow(page)),
    ])
    storageState.cookies.push({ ...cookieLike(storageState.cookies), name: 'silian-locale', value: 'en' })
    await walk('english', {}, rawKeys)
    expect(found).toEqual([])
  })
}

type Cookie = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>[number]

function cookieLike(cookies: readonly Cookie[]): Cookie {
  const [cookie] = cookies
  if (cookie === undefined) throw new Error('nobody is signed in')
  return cookie
}

type Walk = {
  name: string
  options: BrowserContextOptions
  look: (page: Page) => Promise<string[]>
  found: string[]
  /** The pages to open; null begins at the person's rooms and follows links. */
  paths: readonly string[] | null
}

/** Kinds of pages looked at closely, by walk: the next role that opens one only needs it to be there. */
const lookedAt = new Set<string>()

/**
 * Opens every room of the person and, from there, one page of each kind that the pages lead to. Adds to `found` what is
 * wrong with any of them: not there, an error in the console, or what `look` finds on a kind nobody looked at yet.
 */
async function walkPages(browser: Browser, { role }: DemoAccount, walk: Walk): Promise<string[]> {
  const { name, options, look, found, paths } = walk
  const opened: string[] = []
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const width = options.viewport?.width ?? 1280
  let where = ''
  const tell = (what: string) => found.push(`${role} ${width} ${where}: ${what}`)
  page.on('console', (message) =>
    message.type() === 'error' ? tell(`${message.text()} ${message.location().url}`) : undefined,
  )
  page.on('pageerror', (error) => tell(error.message))

  const waiting = paths
    ? [...paths]
    : [...roomsFor(permissionsOf([role])).map(({ href }) => href), '/account']
  const seen = new Set(waiting.map(kindOf))
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    where = path
    const sight = `${name} ${kindOf(path)}`
    const isNew = !lookedAt.has(sight)
    lookedAt.add(sight)
    if (!isNew && paths !== null) continue
    opened.push(path)
    const answer = await page.goto(path, { waitUntil: 'load' })
    if (answer?.status() !== 200) tell(`answered ${answer?.status()}`)
    if (isNew) for (const what of await look(page)) tell(what)
    for (const link of paths === null ? await linksOf(page) : []) {
      if (seen.has(kindOf(link))) continue
      seen.add(kindOf(link))
      waiting.push(link)
    }
  }
  await context.close()
  return opened
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
async function rawKeys(page: Page): Promise<string[]> {
  return (await page.locator('body').innerText()).match(RAW_KEY) ?? []
}

/** Whether the page is wider than the phone. */
async function overflow(page: Page): Promise<string[]> {
  const extra = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return extra > 0 ? [`${extra} px wider than the phone`] : []
}
