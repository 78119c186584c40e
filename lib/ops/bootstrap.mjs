import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/*
 * The first step of every command on a fresh machine: installs the packages exactly as locked, and hands over to
 * the project's own Node, which reads TypeScript directly.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const isWindows = process.platform === 'win32'

/**
 * Runs one of the project's scripts on its own Node, passes signals and the exit code through.
 * @param {string} script
 */
export async function runOnOwnNode(script) {
  try {
    if (!isInstalled()) await install()
    const node = await ownNode()
    const child = spawn(node, [join(root, script), ...process.argv.slice(2)], {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(() => child.kill('SIGTERM'))
    child.once('exit', (code) => process.exit(code ?? 1))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

/**
 * npm can be killed without a word to us. What it started should then end too.
 * @param {() => void} act
 */
function whenOrphaned(act) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, 250)
}

/** Whether what npm says it installed is what package-lock.json asks for. */
function isInstalled() {
  try {
    const wanted = readPackages(join(root, 'package-lock.json'))
    const found = readPackages(join(root, 'node_modules', '.package-lock.json'))
    return Object.entries(wanted).every(([path, wish]) => {
      if (path === '') return true
      const one = found[path]
      if (one === undefined) return wish.optional === true
      return one.version === wish.version && one.integrity === wish.integrity
    })
  } catch {
    return false
  }
}

/** @param {string} path */
function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

async function install() {
  console.log('正在安装依赖，首次约一分钟 / Installing packages, about a minute the first time')
  // No package of ours needs its install script: what two of them would do is done below and in postgres-home.ts.
  const words = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  await npm(words, root)
}

/**
 * @param {string[]} words
 * @param {string} folder
 */
async function npm(words, folder) {
  const program = process.env['npm_execpath']
  const [command, first] = program?.endsWith('.js') ? [process.execPath, [program]] : ['npm', []]
  const child = spawn(command, [...first, ...words], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: isWindows && command === 'npm',
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text))
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message)).once('close', resolve)
  })
  if (code !== 0) throw new Error(installFailure(complaint.trim() || String(code)))
}

/** @param {string} complaint */
function installFailure(complaint) {
  if (/ENOSPC|no space left/i.test(complaint)) {
    return '磁盘已满，无法安装依赖 / The disk is full and the packages cannot be installed: free some space and start again'
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(complaint)) {
    return '连不上 npm 源，无法安装依赖 / The npm registry cannot be reached, so the packages cannot be installed'
  }
  return `安装依赖失败 / The packages cannot be installed: ${complaint}`
}

/** The Node of the project, fetched when it is missing; a recent Node of the machine's own will do instead. */
async function ownNode() {
  const node = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')
  if (!works(node)) await fetchOwnNode()
  if (!works(node)) {
    if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
    throw new Error(
      '无法取得项目自带的 Node，请改用 Node 24 / The Node of the project cannot be fetched: use Node 24 yourself',
    )
  }
  const link = join(root, 'node_modules', '.bin', 'node')
  if (!isWindows && !existsSync(link)) symlinkSync('../node/bin/node', link)
  return node
}

/** Does what the package's own install script does: fetches the program for this machine. */
async function fetchOwnNode() {
  const folder = join(root, 'node_modules', 'node')
  const outcome = spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (/ENOSPC|no space left/i.test(outcome.stderr)) throw new Error(installFailure(outcome.stderr))
}

/** @param {string} node */
function works(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0
}
