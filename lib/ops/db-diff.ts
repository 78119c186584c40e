import { runOperatorScript } from './failure.ts'
import { writeNextMigration } from './migration-diff.ts'

/* npm run db:diff -- name: writes the next migration from the schema files. Read it before you commit it. */
await runOperatorScript(async () => {
  const folder = await writeNextMigration(process.argv[2] ?? '', new Date().toISOString())
  console.log(folder ?? '结构与迁移一致，无需新迁移 / The schema and the migrations agree: nothing to write')
})
