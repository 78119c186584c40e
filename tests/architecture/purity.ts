import type { IDependency, IModule } from 'dependency-cruiser'
import type { Violation } from './floors.ts'

/*
 * Which files are pure is found, not declared. A file that knows the database (by a value, or by the type of its
 * connection) or the machine is not pure, and neither is one that leads to such a file when the program runs.
 */

const DATABASE = /^(lib\/db\/(client|numbering)[.]ts$|prisma\/generated\/)|node_modules\/(@prisma|pg)\//
const MACHINE = /^(node:)?(fs|net|http|https|child_process|os|dns|tls|worker_threads)(\/|$)/
const NAMED_PURE = /^lib\/domain\/[^/]+\/([^/]*-)?(schema|states|rules|postings)[.]ts$/
const ROOM = /^lib\/domain\/([^/]+)\//
/**
 * Order, billing application and note are one sale: the note is issued with its order, the application records the
 * order it asks for, each in one transaction (decision 8). They may call each other's loading and repositories.
 */
const ONE_SALE: ReadonlySet<string> = new Set(['sales-orders', 'billing-applications', 'delivery-notes'])
/** A trip names the driver on every note it takes along, in the transaction that plans it. */
const ONE_ROAD: ReadonlySet<string> = new Set(['trips', 'delivery-notes'])

/** The rules this file adds: what each forbids is said where it is checked. */
export const PURITY_RULES = ['room-sees-room', 'component-sees-server', 'pure-file-sees-more'] as const

/** Every import at run time that leads from where only pure files may be seen to a file that is not pure. */
export function impureViolations(modules: readonly IModule[]): readonly Violation[] {
  const impure = impureFiles(modules)
  const violations: Violation[] = []
  for (const module of modules) {
    const from = module.source
    const seen = module.dependencies.filter(isOfTheRunningProgram).map((one) => one.resolved)
    const unclean = seen.filter((to) => impure.has(to) || DATABASE.test(to))
    for (const to of unclean) {
      // A room sees only the pure files of another room.
      if (isAnotherRoom(from, to)) {
        violations.push({ rule: 'room-sees-room', from, to })
      }
      // Components see only pure files.
      if (from.startsWith('components/') && /^(lib|prisma)\//.test(to)) {
        violations.push({ rule: 'component-sees-server', from, to })
      }
    }
    // schema, states, rules and postings are pure.
    if (NAMED_PURE.test(from) && impure.has(from)) {
      violations.push({ rule: 'pure-file-sees-more', from, to: unclean[0] ?? 'the database' })
    }
  }
  return violations
}

function isAnotherRoom(from: string, to: string): boolean {
  const [room, other] = [roomOf(from), roomOf(to)]
  if (room === undefined || other === undefined || room === other) return false
  return ![ONE_SALE, ONE_ROAD].some((rooms) => rooms.has(room) && rooms.has(other))
}

function roomOf(path: string): string | undefined {
  return ROOM.exec(path)?.[1]
}

function impureFiles(modules: readonly IModule[]): ReadonlySet<string> {
  const impure = new Set(modules.filter(knowsTheDatabaseOrTheMachine).map((module) => module.source))
  for (let before = -1; before !== impure.size;) {
    before = impure.size
    for (const module of modules) {
      const leads = module.dependencies.some((one) => isOfTheRunningProgram(one) && impure.has(one.resolved))
      if (leads) impure.add(module.source)
    }
  }
  return impure
}

function knowsTheDatabaseOrTheMachine(module: IModule): boolean {
  if (!/^(lib|app|components)\//.test(module.source)) return false
  return module.dependencies.some(({ resolved }) => DATABASE.test(resolved) || MACHINE.test(resolved))
}

/** Types vanish when the program runs. */
function isOfTheRunningProgram(dependency: IDependency): boolean {
  return !dependency.dependencyTypes.includes('type-only')
}
