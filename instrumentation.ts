/** Next calls this once, before the first request is answered. */
export async function register(): Promise<void> {
  // Next compiles this file for two runtimes and leaves out what the other one cannot load.
  // eslint-disable-next-line no-restricted-properties
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { prepareServer } = await import('#lib/auth/prepare-server.ts')
  prepareServer()
  const { startSealer } = await import('#lib/jobs/sealer.ts')
  const { theDesk } = await import('#lib/command/desk.ts')
  startSealer(theDesk())
}
