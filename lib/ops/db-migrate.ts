import { withDatabase } from './database.ts'
import { runOperatorScript } from './failure.ts'
import { migrate } from './migrate.ts'

/* npm run db:migrate: brings the database (DATABASE_OWNER_URL, DATABASE_URL or the embedded one) up to date. */
await runOperatorScript(async () => {
  await withDatabase(async ({ ownerUrl }) => {
    const names = await migrate(ownerUrl)
    console.log(names.length === 0 ? '数据库已是最新 / Nothing to migrate' : names.join('\n'))
  })
})
