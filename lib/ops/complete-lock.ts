import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { runOperatorScript } from './failure.ts'
import { projectPath } from './project.ts'
import { writeWhole } from './secrets.ts'

/*
 * npm run lock:complete. `npm ci` refuses a lock file that does not name every optional package of every platform,
 * and npm leaves out those that the registry at hand does not carry. This names them, by their parents' word; npm
 * then skips them on machines they are not for.
 */

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'aix', 'sunos', 'openharmony']
const PROCESSORS = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32']

const recordSchema = z.record(z.string(), z.unknown())
const packagesSchema = z.record(z.string(), recordSchema)
const askingSchema = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })

type Packages = z.infer<typeof packagesSchema>

/** The optional packages that some package asks for and the lock file does not name, with their versions. */
export function missingOptionalPackages(lockText: string): ReadonlyMap<string, string> {
  return missingFrom(packagesSchema.parse(recordSchema.parse(JSON.parse(lockText))['packages']))
}

function missingFrom(packages: Packages): ReadonlyMap<string, string> {
  const missing = new Map<string, string>()
  for (const [path, one] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(askingSchema.parse(one).optionalDependencies)) {
      if (!isNamed(packages, path, name)) missing.set(name, version)
    }
  }
  return missing
}

/** Looks where Node would look: beside the asking package, then in every folder above it. */
function isNamed(packages: Packages, askedBy: string, name: string): boolean {
  const parts = askedBy === '' ? [] : askedBy.split('/node_modules/')
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const above = parts.slice(0, depth).join('/node_modules/')
    const path = above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`
    if (packages[path] !== undefined) return true
  }
  return false
}

/** The lock file with every missing optional package named at the top level. */
export function completeLock(lockText: string): string {
  const lock = recordSchema.parse(JSON.parse(lockText))
  const packages = packagesSchema.parse(lock['packages'])
  for (const [name, version] of missingFrom(packages)) {
    const words = name.split(/[-/]/)
    const cpu = PROCESSORS.filter((processor) => words.includes(processor))
    const os = SYSTEMS.filter((system) => words.includes(system))
    packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 ? { cpu } : {}),
      optional: true,
      ...(os.length > 0 ? { os } : {}),
    }
  }
  const sorted = Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en'))
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`
}

if (import.meta.main) {
  await runOperatorScript(async () => {
    const path = projectPath('package-lock.json')
    const text = await readFile(path, 'utf8')
    const missing = missingOptionalPackages(text)
    if (missing.size > 0) await writeWhole(path, completeLock(text))
    console.log(missing.size === 0 ? 'Nothing is missing' : [...missing.keys()].join('\n'))
  })
}
