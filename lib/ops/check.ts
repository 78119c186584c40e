import { FORMATTING, LINT, TYPES, UNIT, runChecks } from './checks.ts'

/* npm run check: what takes less than a minute, for use while working. */
process.exit(await runChecks([FORMATTING, LINT, TYPES, UNIT]))
