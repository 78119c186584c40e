import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_FOLDER } from '#lib/ops/project.ts'
import { FORBIDDEN, lookThroughHouse } from './floors.ts'
import { PURITY_RULES } from './purity.ts'

const FOLDERS = ['lib', 'app', 'components', 'prisma']

describe('who may see whom', () => {
  it('every file of the house keeps to its floor', async () => {
    const house = await lookThroughHouse(PROJECT_FOLDER, FOLDERS)
    expect(house.modules).toBeGreaterThan(100)
    expect(house.imports).toBeGreaterThan(100)
    const broken = house.violations.map(({ rule, from, to }) => `${rule}: ${from} sees ${to}`)
    expect(broken).toEqual([])
  })
})

/** One planted violation of each rule: the file that looks, and what it looks at. */
const PLANTED: readonly [rule: string, from: string, to: string][] = [
  ['kernel-looks-up', 'lib/kernel/a.ts', 'lib/db/client.ts'],
  ['regulation-looks-up', 'lib/regulation/a.ts', 'lib/domain/notes/rules.ts'],
  ['i18n-looks-up', 'lib/i18n/a.ts', 'lib/auth/session.ts'],
  ['db-looks-up', 'lib/db/a.ts', 'lib/auth/session.ts'],
  ['auth-looks-up', 'lib/auth/a.ts', 'lib/command/run.ts'],
  ['command-looks-up', 'lib/command/a.ts', 'lib/papers/sign.ts'],
  ['ledger-looks-up', 'lib/ledger/a.ts', 'lib/papers/sign.ts'],
  ['codes-looks-up', 'lib/codes/a.ts', 'lib/domain/notes/rules.ts'],
  ['papers-looks-up', 'lib/papers/a.ts', 'lib/domain/notes/rules.ts'],
  ['print-looks-up', 'lib/print/a.ts', 'lib/db/client.ts'],
  ['lib-sees-screens', 'lib/domain/notes/queries.ts', 'components/ui/button.tsx'],
  ['components-see-app', 'components/notes/a.tsx', 'app/page.tsx'],
  ['room-sees-room', 'lib/domain/orders/commands/a.ts', 'lib/domain/notes/repository.ts'],
  ['pure-file-sees-more', 'lib/domain/orders/rules.ts', 'lib/db/client.ts'],
  ['touches-the-database', 'lib/domain/orders/commands/b.ts', 'lib/db/client.ts'],
  ['touches-the-database', 'app/notes/page.tsx', 'prisma/generated/client.ts'],
  ['writes-outside-a-command', 'lib/papers/b.ts', 'lib/domain/notes/repository.ts'],
  ['door-without-hallway', 'app/notes/layout.tsx', 'lib/domain/notes/commands/issue.ts'],
  ['component-sees-server', 'components/notes/b.tsx', 'lib/domain/notes/queries-list.ts'],
  ['component-sees-node', 'components/notes/c.tsx', 'node:fs'],
  ['ui-knows-the-domain', 'components/ui/a.tsx', 'lib/domain/notes/states.ts'],
  ['ops-is-for-operators', 'lib/auth/b.ts', 'lib/ops/start.ts'],
  ['tests-in-the-product', 'lib/db/b.ts', 'tests/support/clock.ts'],
  ['in-a-circle', 'lib/kernel/circle-one.ts', 'lib/kernel/circle-two.ts'],
  ['leads-nowhere', 'lib/kernel/b.ts', './nowhere.ts'],
]

describe('the check of who may see whom', () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'silian-planted-'))
    await plant(root)
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  it('catches a planted violation of every rule', async () => {
    const planted = await lookThroughHouse(root, FOLDERS)
    const caught = planted.violations.map(({ rule, from }) => `${rule}: ${from}`)
    expect(caught).toEqual(expect.arrayContaining(PLANTED.map(([rule, from]) => `${rule}: ${from}`)))
    expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(
      new Set([...FORBIDDEN.map((rule) => rule.name ?? ''), ...PURITY_RULES]),
    )
  })

  it('lets what the house allows go by', async () => {
    const planted = await lookThroughHouse(root, FOLDERS)
    const blamed = planted.violations.map(({ from }) => from)
    expect(blamed).not.toContain('lib/domain/notes/commands/issue.ts')
    expect(blamed).not.toContain('components/notes/allowed.tsx')
    expect(blamed).not.toContain('app/notes/actions.ts')
    expect(blamed).not.toContain('lib/domain/orders/content.ts')
  })
})

const takesConnection = `import type { Tx } from '#lib/db/client.ts'\nexport const thing = (tx: Tx) => tx\n`

async function plant(root: string): Promise<void> {
  const files = new Map<string, string>()
  const look = (from: string, to: string): void => {
    const target = to.startsWith('.') || to.startsWith('node:') ? to : `#${to}`
    files.set(from, `import { thing } from '${target}'\nexport const own = [thing]\n`)
  }
  for (const [, , to] of PLANTED.filter(([, , to]) => to.includes('/')))
    files.set(to, 'export const thing = 1\n')
  for (const [, from, to] of PLANTED) look(from, to)
  look('lib/kernel/circle-two.ts', 'lib/kernel/circle-one.ts')
  files.set('lib/domain/notes/repository.ts', takesConnection)
  files.set('lib/domain/notes/queries-list.ts', takesConnection)
  look('lib/domain/notes/commands/issue.ts', 'lib/domain/notes/repository.ts')
  look('app/notes/actions.ts', 'lib/domain/notes/commands/issue.ts')
  files.set(
    'components/notes/allowed.tsx',
    `import { thing } from '#lib/domain/notes/states.ts'\nimport type { Row } from '#lib/domain/notes/queries.ts'\nexport const own: Row = thing\n`,
  )
  look('lib/domain/orders/content.ts', 'lib/domain/notes/amounts.ts')
  files.set('lib/domain/notes/amounts.ts', 'export const thing = 1\n')
  files.delete('./nowhere.ts')
  const imports = Object.fromEntries([...FOLDERS, 'tests'].map((folder) => [`#${folder}/*`, `./${folder}/*`]))
  files.set('package.json', JSON.stringify({ name: 'planted', type: 'module', imports }))
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}
