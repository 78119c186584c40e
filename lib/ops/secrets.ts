import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  nextauthSecret: z.string().min(32),
  pinKey: z.string().min(32),
  superuserPassword: z.string().min(32),
  ownerPassword: z.string().min(32),
  appPassword: z.string().min(32),
})

/** What the embedded demo keeps secret. A desk on its own PostgreSQL gives its secrets in the environment. */
export type DemoSecrets = z.infer<typeof secretsSchema>

/** The secrets kept in `folder`, made on first use and readable by their owner alone. */
export async function keepDemoSecrets(folder: string): Promise<DemoSecrets> {
  const path = join(folder, 'secrets.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text !== undefined) {
    await chmod(path, 0o600)
    return secretsSchema.parse(JSON.parse(text))
  }
  const secrets: DemoSecrets = {
    nextauthSecret: freshSecret(),
    pinKey: freshSecret(),
    superuserPassword: freshSecret(),
    ownerPassword: freshSecret(),
    appPassword: freshSecret(),
  }
  await mkdir(folder, { recursive: true })
  await writeWhole(path, JSON.stringify(secrets, null, 2), 0o600)
  return secrets
}

/** Writes a file so that it is there wholly or not at all, even when the process dies half way. */
export async function writeWhole(path: string, text: string, mode = 0o644): Promise<void> {
  const fresh = `${path}.${process.pid}.new`
  await writeFile(fresh, text, { mode })
  await rename(fresh, path)
}

function freshSecret(): string {
  return randomBytes(32).toString('base64url')
}
