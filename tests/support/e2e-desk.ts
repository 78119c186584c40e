import { startTestDesk } from './desk.ts'

/** A second company of the run, for the one journey that closes its month. */
const OWN = 'silian_own'

/** Playwright's global set-up: one desk for the whole run; its address reaches the tests as SILIAN_E2E_URL. */
export default async function startDeskForBrowser(): Promise<() => Promise<void>> {
  const desk = await startTestDesk({ copies: [OWN] })
  process.env['SILIAN_E2E_URL'] = desk.addresses[0]
  process.env['SILIAN_E2E_DATABASE_URL'] = desk.database.url
  process.env['SILIAN_E2E_OWNER_URL'] = desk.database.ownerUrl
  process.env['SILIAN_E2E_OWN_DATABASE_URL'] = desk.postgres.urlOf('app', OWN)
  process.env['SILIAN_E2E_PIN_KEY'] = desk.pinKey
  return () => desk.stop()
}
