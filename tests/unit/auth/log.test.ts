import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { errorFacts, seenLine } from '#lib/db/log.ts'
import { Secret } from '#lib/kernel/secret.ts'

const run = promisify(execFile)

/** What the log writes in a process of its own. */
async function written(statement: string): Promise<string> {
  const program = `import { log } from '#lib/db/log.ts'; ${statement}`
  const root = new URL('../../../', import.meta.url).pathname
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'info' },
  })
  return stdout
}

describe('A42 the log', () => {
  it('A42 writes one JSON line, whatever a name holds', async () => {
    const name = 'a\\r\\n{\\"level\\":60}\\u001b[31m\\u009b2J\\u2028\\u202e'
    const text = await written(`log.info({ name: "${name}" }, "line\\nbreak")`)
    expect(text.split('\n')).toHaveLength(2)
    expect(text).not.toMatch(/[\r\u001b\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
    const line: unknown = JSON.parse(text)
    expect(line).toMatchObject({
      name: 'a\r\n{"level":60}\u001b[31m\u009b2J\u2028\u202e',
      msg: 'line\nbreak',
    })
  })

  it('A42 hides passwords, PINs, cookies and tokens should anybody pass them', async () => {
    const text = await written(
      `log.info({ password: 'p4', pin: '482915', request: { cookie: 'c00kie', token: 't0k' } }, 'x')`,
    )
    for (const secret of ['p4', '482915', 'c00kie', 't0k']) expect(text).not.toContain(secret)
  })

  it('A42 leaves a line that needs nothing as it is', () => {
    expect(seenLine('{"name":"四联 𠮷"}')).toBe('{"name":"四联 𠮷"}')
  })

  it('A42 keeps of a database client’s validation error only its last line', () => {
    const error = new Error('Invalid call:\n  data: { passwordHash: "hash" }\nArgument x is missing.')
    error.name = 'PrismaClientValidationError'
    expect(JSON.stringify(errorFacts(error))).not.toContain('passwordHash')
  })

  it('A42 a secret hides itself from JSON', () => {
    expect(JSON.stringify({ pin: new Secret('482915') })).toBe('{"pin":"[hidden]"}')
  })
})
