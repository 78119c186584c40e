import { createFirstAdministrator } from './first-administrator.ts'
import type { DatabaseUrls } from './database.ts'
import { OperatorFailure, errorCode, errorMessage } from './failure.ts'
import { migrate } from './migrate.ts'
import { ensureAppRole, onConnection } from './roles.ts'

/**
 * Makes the operator's own database ready: reachable, migrated, with a first administrator. Answers the lines to
 * print. Refuses with one sentence when it cannot be reached or signed in to.
 */
export async function prepareOwnDatabase(urls: DatabaseUrls): Promise<readonly string[]> {
  await assertReachable(urls.ownerUrl)
  await ensureAppRole(urls.ownerUrl, urls.url)
  await assertReachable(urls.url)
  await migrate(urls.ownerUrl)
  const created = await createFirstAdministrator(urls.url)
  if (created === undefined) return []
  return [
    `系统管理员 / System administrator: ${created.userName}`,
    `一次性密码，首次登录须更改 / One-time password, to be changed at first sign-in: ${created.oneTimePassword}`,
  ]
}

async function assertReachable(url: string): Promise<void> {
  try {
    await onConnection(url, (client) => client.query('SELECT 1'))
  } catch (error) {
    throw reachFailure(url, error)
  }
}

function reachFailure(url: string, error: unknown): OperatorFailure {
  const { hostname, port, pathname, username } = new URL(url)
  const place = `${hostname}:${port === '' ? '5432' : port}`
  const code = errorCode(error)
  if (code === '28P01' || code === '28000') {
    return new OperatorFailure(
      `数据库 ${place} 不接受用户 ${username} 的登录，请核对 DATABASE_URL`,
      `The database at ${place} does not let user ${username} in: check DATABASE_URL`,
    )
  }
  if (code === '3D000') {
    return new OperatorFailure(
      `${place} 上没有数据库 ${pathname.slice(1)}，请先建立它`,
      `There is no database ${pathname.slice(1)} at ${place}: create it first`,
    )
  }
  const reason = code === '' ? errorMessage(error) : code
  return new OperatorFailure(
    `连不上数据库 ${place}（${reason}），请核对 DATABASE_URL`,
    `The database at ${place} cannot be reached (${reason}): check DATABASE_URL`,
  )
}
