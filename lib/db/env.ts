import { z } from 'zod'

/**
 * The one place that reads the environment. Every setting is optional while the embedded demo runs; what a
 * desk on its own PostgreSQL must give is asked for by `requireServerSettings`.
 */
const switchedOn = z
  .enum(['0', '1', 'false', 'true'])
  .default('0')
  .transform((value) => value === '1' || value === 'true')

const secret = z.string().min(32, 'must have at least 32 characters')

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
  .optional()

const environmentSchema = z.object({
  /**
   * The application's own connection, best as a user that is a member of `silian_app` and owns nothing. Unset:
   * the start command runs the embedded demo database.
   */
  DATABASE_URL: databaseUrl,
  /**
   * The owner's connection, used only to migrate. Unset: DATABASE_URL migrates too. History is then kept by
   * the triggers alone, as the owner of a table cannot be refused by rights.
   */
  DATABASE_OWNER_URL: databaseUrl,
  /** Connections that one app process keeps to PostgreSQL. Four to eight suit two cores. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(6),
  /** Port of the web server. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address the web server listens on. Loopback unless told otherwise. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The address people type, such as https://desk.example.com. Needed behind a reverse proxy. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Set to 1 when a reverse proxy of yours sets X-Forwarded-For; the sign-in throttle then counts by it. */
  TRUST_PROXY: switchedOn,
  /** Signs the session cookie. */
  NEXTAUTH_SECRET: secret.optional(),
  /** Peppers the signing PINs, so that the database alone is not enough to guess one. */
  SILIAN_PIN_KEY: secret.optional(),
  /** Folder of the embedded database and its secrets, ignored by git. */
  SILIAN_DATA_DIR: z.string().min(1).default('.data'),
  /** Set by the start command for the embedded demo: every page then says that it is a demo. */
  SILIAN_DEMO: switchedOn,
  /** How much the server writes to its log. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Path of the Chromium that the end-to-end tests drive, when it is not /usr/bin/chromium. */
  CHROMIUM: z.string().min(1).optional(),
  /** Set by Node's tools; `production` under the start command. */
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
})

export type Environment = z.infer<typeof environmentSchema>

/** What a serving process cannot do without. */
export interface ServerSettings {
  readonly databaseUrl: string
  readonly nextauthSecret: string
  readonly pinKey: string
}

/** A setting is missing or cannot be read; `names` are the settings, the message is one sentence. */
export class EnvironmentProblem extends Error {
  readonly names: readonly string[]

  constructor(names: readonly string[], sentence: string) {
    super(sentence)
    this.name = 'EnvironmentProblem'
    this.names = names
  }
}

let remembered: Environment | undefined

/**
 * The settings, checked once and remembered; an empty string counts as unset. Throws EnvironmentProblem that
 * names every setting that cannot be read, never its value.
 */
export function readEnvironment(): Environment {
  remembered ??= parseEnvironment(process.env)
  return remembered
}

/** The same reading for a given set of variables, without remembering it. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new EnvironmentProblem(names, `配置有误 / Setting not usable: ${reasons.join('; ')}`)
}

/**
 * The settings that serving needs. Refuses (A40) when the database, the session secret or the PIN key is not
 * given: there is no default for a secret.
 */
export function requireServerSettings(environment: Environment): ServerSettings {
  const { DATABASE_URL, NEXTAUTH_SECRET, SILIAN_PIN_KEY } = environment
  if (DATABASE_URL !== undefined && NEXTAUTH_SECRET !== undefined && SILIAN_PIN_KEY !== undefined) {
    return { databaseUrl: DATABASE_URL, nextauthSecret: NEXTAUTH_SECRET, pinKey: SILIAN_PIN_KEY }
  }
  const names = Object.entries({ DATABASE_URL, NEXTAUTH_SECRET, SILIAN_PIN_KEY })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name)
  throw new EnvironmentProblem(names, `缺少配置，拒绝启动 / Refusing to start without: ${names.join(', ')}`)
}
