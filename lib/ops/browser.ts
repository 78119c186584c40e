import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { readEnvironment } from '#lib/db/env.ts'
import { OperatorFailure } from './failure.ts'
import { projectPath, runTool } from './project.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * The path of a Chromium that starts, for the end-to-end tests: CHROMIUM, the machine's own, Playwright's, and last,
 * as root on Debian or Ubuntu, the distribution's package. Chinese type is added where it is missing and we may.
 */
export async function findBrowser(): Promise<string> {
  const own = readEnvironment().CHROMIUM
  const found = [...(own === undefined ? PLACES : [own]), chromium.executablePath()].find(starts)
  const browser = found ?? (await installBrowser())
  ensureChineseType()
  return browser
}

async function installBrowser(): Promise<string> {
  console.log('正在安装浏览器 / Installing a browser')
  await runTool('node_modules/playwright/cli.js', ['install', 'chromium'], { timeout: 240_000 })
  if (starts(chromium.executablePath())) return chromium.executablePath()
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  const browser = PLACES.find(starts)
  if (browser !== undefined) return browser
  throw new OperatorFailure(
    `无法安装浏览器，请自行安装 Chromium 并设置 CHROMIUM=路径（${projectPath('playwright.config.ts')}）`,
    'No browser can be installed: install Chromium yourself and set CHROMIUM to its path',
  )
}

function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox']).status === 0
}

function ensureChineseType(): void {
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (listed.status === 0 && listed.stdout.trim() === '') apt('install', '-y', 'fonts-noto-cjk')
}

/** Only root may install packages; anybody else goes without. */
function apt(...words: readonly string[]): void {
  if (process.getuid?.() !== 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['-q', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}
