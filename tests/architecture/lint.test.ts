import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { projectPath } from '#lib/ops/project.ts'

/** Lints a sample as if it stood at a path; rules that need types are tried on a real file instead. */
async function complaintsAbout(code: string, filePath: string): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: projectPath(),
    overrideConfig: [
      {
        files: ['**/*.ts', '**/*.tsx'],
        languageOptions: { parserOptions: { projectService: false } },
        rules: {
          '@typescript-eslint/no-floating-promises': 'off',
          '@typescript-eslint/switch-exhaustiveness-check': 'off',
        },
      },
    ],
  })
  const [answer] = await eslint.lintText(`${code}\n`, { filePath: projectPath(filePath) })
  return (answer?.messages ?? []).map((message) => `${message.ruleId}: ${message.message}`)
}

const SAMPLES: readonly [promise: string, path: string, code: string, complaint: string][] = [
  ['any', 'lib/papers/a.ts', 'export const thing: any = 1', 'no-explicit-any'],
  [
    'the non-null mark',
    'lib/papers/a.ts',
    'export const one = (list: number[]) => list[0]!',
    'no-non-null-assertion',
  ],
  [
    'type imports',
    'lib/papers/a.ts',
    "import { A } from './b.ts'\nexport let x: A",
    'consistent-type-imports',
  ],
  [
    'no stray as',
    'lib/papers/a.ts',
    'export const thing = JSON.parse("1") as number',
    'no-restricted-syntax',
  ],
  [
    'an angle assertion',
    'lib/papers/a.ts',
    'export const thing = <number>JSON.parse("1")',
    'no-restricted-syntax',
  ],
  [
    'process.env in lib',
    'lib/papers/a.ts',
    'export const port = process.env["PORT"]',
    'no-restricted-properties',
  ],
  [
    'process.env in pages',
    'app/page.tsx',
    'export const port = process.env.PORT',
    'no-restricted-properties',
  ],
  ['new Date()', 'lib/papers/a.ts', 'export const now = new Date()', 'no-restricted-syntax'],
  ['Date.now', 'app/a.tsx', 'export const now = Date.now()', 'no-restricted-syntax'],
  ['Date in rules', 'lib/domain/x/rules.ts', 'export const at = new Date(0)', 'no-restricted-syntax'],
  [
    'await in rules',
    'lib/domain/x/rules.ts',
    'export const at = async () => await 1',
    'no-restricted-syntax',
  ],
  ['A11 queries', 'lib/ops/a.ts', 'export const q = (db: Db) => db.$queryRawUnsafe("x")', 'A11'],
  ['A11 statements', 'tests/a.ts', 'export const q = (db: Db) => db.$executeRawUnsafe("x")', 'A11'],
  ['A11 by key', 'lib/papers/a.ts', 'export const q = (db: Db) => db["$queryRawUnsafe"]("x")', 'A11'],
  ['A11 by name', 'lib/papers/a.ts', 'export const q = ({ $queryRawUnsafe }: Db) => $queryRawUnsafe', 'A11'],
  ['A11 fragments', 'lib/papers/a.ts', 'export const q = Prisma.raw("x")', 'A11'],
  ['words in screens', 'components/a.tsx', 'export const A = () => <p>发货单</p>', 'no-restricted-syntax'],
  ['console', 'lib/papers/a.ts', 'console.log(1)', 'no-console'],
  ['long files', 'lib/papers/a.ts', 'export {}\n'.repeat(301), 'max-lines'],
  [
    'long functions',
    'lib/papers/a.ts',
    `export function a() {\n${'a()\n'.repeat(71)}}`,
    'max-lines-per-function',
  ],
]

const ALLOWED: readonly [what: string, path: string, code: string][] = [
  ['as const', 'lib/papers/a.ts', "export const kinds = ['a', 'b'] as const"],
  [
    'as in a named helper',
    'lib/kernel/a.ts',
    'export function asFen(value: bigint): Fen {\n  return value as Fen\n}',
  ],
  ['the clock', 'lib/kernel/clock.ts', 'export const clock = () => new Date()'],
  ['the environment file', 'lib/db/env.ts', 'export const port = process.env.PORT'],
  ['a date read from text', 'lib/papers/a.ts', 'export const at = (text: string) => new Date(text)'],
  ['numbers on a screen', 'components/a.tsx', 'export const A = () => <p>/ 100 %</p>'],
  ['operators at the console', 'lib/ops/a.ts', 'console.log(new Date())'],
]

describe('the lint', () => {
  it.each(SAMPLES)('refuses %s', async (_promise, path, code, complaint) => {
    expect((await complaintsAbout(code, path)).join('\n')).toContain(complaint)
  })

  it.each(ALLOWED)('allows %s', async (_what, path, code) => {
    expect(await complaintsAbout(code, path)).toEqual([])
  })

  it('reads types: a promise nobody waits for is refused', async () => {
    const eslint = new ESLint({ cwd: projectPath() })
    const code = 'async function post(): Promise<void> {}\npost()\n'
    const [answer] = await eslint.lintText(code, { filePath: projectPath('lib/kernel/clock.ts') })
    expect(answer?.messages.map((message) => message.ruleId)).toContain(
      '@typescript-eslint/no-floating-promises',
    )
  })

  it('is not switched off anywhere', async () => {
    const silenced: string[] = []
    for (const folder of ['lib', 'app', 'components', 'prisma/seed', 'tests']) {
      for (const entry of await readdir(projectPath(folder), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const text = await readFile(path, 'utf8')
        if (/(\/\/|\/\*)\s*(eslint-disable|@ts-(ignore|nocheck|expect-error))/.test(text)) silenced.push(path)
      }
    }
    expect(silenced).toEqual([])
  })
})
