import {
  ARCHITECTURE,
  BUILD,
  END_TO_END,
  FORMATTING,
  INTEGRATION,
  LINT,
  TYPES,
  UNIT,
  runChecks,
} from './checks.ts'

/* npm test: the whole gate. Its last line is `N passed, N failed`. */
process.exit(await runChecks([FORMATTING, LINT, TYPES, ARCHITECTURE, UNIT, INTEGRATION, BUILD, END_TO_END]))
