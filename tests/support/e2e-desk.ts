import { startTestDesk } from './desk.ts'

/** Playwright's global set-up: one desk for the whole run; its address reaches the tests as SILIAN_E2E_URL. */
export default async function startDeskForBrowser(): Promise<() => Promise<void>> {
  const desk = await startTestDesk()
  process.env['SILIAN_E2E_URL'] = desk.addresses[0]
  process.env['SILIAN_E2E_DATABASE_URL'] = desk.database.url
  process.env['SILIAN_E2E_OWNER_URL'] = desk.database.ownerUrl
  process.env['SILIAN_E2E_PIN_KEY'] = desk.pinKey
  return () => desk.stop()
}
