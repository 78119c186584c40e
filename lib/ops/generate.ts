import { runOperatorScript } from './failure.ts'
import { generateClient } from './prisma-client.ts'

/* npm run generate: writes the Prisma client from the schema files. */
await runOperatorScript(generateClient)
