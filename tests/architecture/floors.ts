import { cruise } from 'dependency-cruiser'
import type { DependencyType, ICruiseOptions, IRegularForbiddenRuleType } from 'dependency-cruiser'
import { impureViolations } from './purity.ts'

/*
 * Who may see whom. Lower floors never look up, rooms see only each other's pure files, and only the files that
 * own tables touch the database. Types vanish when the program runs, so most rules let `import type` through.
 */

const RUNS_TO_CODE: { dependencyTypesNot: DependencyType[] } = { dependencyTypesNot: ['type-only'] }

/** Which folders of lib each floor may look into, beside itself; every other one is a look up the stairs. */
const FLOORS: readonly { readonly floor: string; readonly sees: readonly string[] }[] = [
  { floor: 'kernel', sees: [] },
  { floor: 'regulation', sees: ['kernel'] },
  { floor: 'i18n', sees: ['kernel', 'regulation'] },
  { floor: 'db', sees: ['kernel'] },
  { floor: 'auth', sees: ['kernel', 'db', 'regulation'] },
  { floor: 'command', sees: ['kernel', 'db', 'auth', 'regulation'] },
  { floor: 'ledger', sees: ['kernel', 'db', 'auth', 'regulation', 'command'] },
  { floor: 'codes', sees: ['kernel', 'db', 'auth', 'regulation', 'command', 'ledger'] },
  { floor: 'print', sees: ['kernel', 'i18n', 'regulation'] },
  {
    floor: 'papers',
    sees: ['kernel', 'db', 'auth', 'regulation', 'command', 'ledger', 'codes', 'i18n', 'print'],
  },
]

const floorRules: readonly IRegularForbiddenRuleType[] = FLOORS.map(({ floor, sees }) => ({
  name: `${floor}-looks-up`,
  severity: 'error',
  comment: `lib/${floor} stands below: it may see ${['itself', ...sees].join(', ')}.`,
  from: { path: `^lib/${floor}/` },
  // The ids of the rules are words that everybody may use as types.
  to: { path: '^lib/', pathNot: [`^lib/(${[floor, ...sees].join('|')})/`, '^lib/regulation/rules[.]ts$'] },
}))

const houseRules: readonly IRegularForbiddenRuleType[] = [
  {
    name: 'lib-sees-screens',
    severity: 'error',
    comment: 'lib never imports components or app.',
    from: { path: '^lib/' },
    to: { path: '^(components|app)/' },
  },
  {
    name: 'components-see-app',
    severity: 'error',
    comment: 'A page hands its action down as a property.',
    from: { path: '^components/' },
    to: { path: '^app/' },
  },
  {
    name: 'touches-the-database',
    severity: 'error',
    comment: 'Only repositories, queries, papers, codes, ledger, auth, command and ops touch Prisma.',
    from: {
      path: '^(lib|app|components|prisma)/',
      pathNot: [
        '^lib/(db|papers|codes|ledger|auth|command|jobs|ops)/',
        '^lib/domain/[^/]+/[^/]*(queries|repository)[^/]*[.]ts$',
        '^lib/domain/[^/]+/(queries|repository)/',
        '^prisma/',
        '^app/api/health/',
      ],
    },
    to: {
      path: [
        '^prisma/generated/',
        '(^|/)node_modules/(@prisma|pg|prisma)/',
        '^lib/db/(?!(env|numbering)[.]ts)',
      ],
      ...RUNS_TO_CODE,
    },
  },
  {
    name: 'writes-outside-a-command',
    severity: 'error',
    comment: 'A repository writes; only its own room calls it.',
    from: {
      path: '^(app|components|lib)/',
      pathNot: '^lib/domain/[^/]+/(commands|repository)[^/]*([.]ts$|/)',
    },
    to: { path: '^lib/domain/[^/]+/repository', ...RUNS_TO_CODE },
  },
  {
    name: 'door-without-hallway',
    severity: 'error',
    comment:
      'Commands are called from actions.ts, the API and operator scripts: pages and components do not.',
    from: { path: '^(app|components)/', pathNot: ['^app/.*/actions[^/]*[.]ts$', '^app/api/'] },
    to: { path: '^lib/domain/[^/]+/commands/', ...RUNS_TO_CODE },
  },
  {
    name: 'component-sees-node',
    severity: 'error',
    comment: 'Components run in the browser too.',
    from: { path: '^components/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'ui-knows-the-domain',
    severity: 'error',
    comment: 'components/ui knows no word of the domain.',
    from: { path: '^components/ui/' },
    to: { path: '^(lib/(?!kernel/|i18n/)|components/(?!ui/))' },
  },
  {
    name: 'ops-is-for-operators',
    severity: 'error',
    comment: 'lib/ops is what an operator runs; the application does not lean on it.',
    from: { path: '^(lib|app|components)/', pathNot: '^lib/ops/' },
    to: { path: '^lib/ops/', ...RUNS_TO_CODE },
  },
  {
    name: 'tests-in-the-product',
    severity: 'error',
    comment: 'The product does not lean on its tests.',
    from: { path: '^(lib|app|components|prisma)/', pathNot: '^lib/ops/' },
    to: { path: '^tests/' },
  },
  {
    name: 'in-a-circle',
    severity: 'error',
    comment: 'Two files that need each other are one file.',
    from: {},
    to: { circular: true, ...RUNS_TO_CODE },
  },
  {
    name: 'leads-nowhere',
    severity: 'error',
    comment: 'Every import resolves; a checker that resolves nothing would find nothing.',
    from: {},
    to: { couldNotResolve: true },
  },
]

/** Every rule of who may see whom. */
export const FORBIDDEN: readonly IRegularForbiddenRuleType[] = [...floorRules, ...houseRules]

/** One file that sees what it must not. */
export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
}

/** What was read, and what in it breaks a rule. */
export interface HouseReport {
  readonly modules: number
  readonly imports: number
  readonly violations: readonly Violation[]
}

/** Reads every module under the folders of a project and answers what breaks the rules. */
export async function lookThroughHouse(root: string, folders: readonly string[]): Promise<HouseReport> {
  const options: ICruiseOptions = {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: [...FORBIDDEN] },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
  }
  const resolving = {
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    conditionNames: ['node', 'import', 'require', 'default', 'types'],
    exportsFields: ['exports'],
  }
  const { output } = await cruise([...folders], options, resolving)
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of modules')
  const direct = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return {
    modules: output.summary.totalCruised,
    imports: output.summary.totalDependenciesCruised ?? 0,
    violations: [...direct, ...impureViolations(output.modules)],
  }
}
