import tseslint from 'typescript-eslint'

/*
 * What the house asks of every file. Each rule that guards a promise is proven by tests/architecture: sample code
 * that breaks it must be caught.
 */

const assertion = {
  selector:
    'TSAsExpression:not([typeAnnotation.typeName.name="const"]):not(FunctionDeclaration > BlockStatement > ReturnStatement > TSAsExpression)',
  message:
    'A type assertion lives in a small named function that returns it, nowhere else (`as const` is free).',
}
const angleAssertion = { selector: 'TSTypeAssertion', message: assertion.message }
const rawSql = {
  selector:
    ':matches(MemberExpression, Literal, Identifier)[name=/^\\$(query|execute)RawUnsafe$/], Literal[value=/^\\$(query|execute)RawUnsafe$/]',
  message: 'A11: SQL from strings is never run; use the tagged $queryRaw and $executeRaw.',
}
const rawFragment = {
  selector: 'MemberExpression[object.name="Prisma"][property.name="raw"]',
  message: 'A11: SQL from strings is never run; compose with Prisma.sql.',
}
const clock = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
  message: 'The time comes from the injected clock (lib/kernel/clock.ts).',
}
const clockNow = {
  selector: 'MemberExpression[object.name="Date"][property.name="now"]',
  message: clock.message,
}
const wording = {
  selector: 'JSXText[value=/\\p{L}/u]',
  message: 'Words for people live in lib/i18n/messages, in both languages.',
}
const pureFile = [
  { selector: 'AwaitExpression', message: 'A rule is pure: facts in, checklist out. Await in load.' },
  {
    selector: 'NewExpression[callee.name="Date"]',
    message: 'A rule knows no time but the facts it is given.',
  },
]

const everywhere = [assertion, angleAssertion, rawSql, rawFragment]
const timed = [clock, clockNow]
const noEnvironment = [
  'error',
  { object: 'process', property: 'env', message: 'Settings are read in lib/db/env.ts alone.' },
  { object: 'import.meta', property: 'env', message: 'Settings are read in lib/db/env.ts alone.' },
]

export default tseslint.config(
  { ignores: ['node_modules/', '.next/', '.data/', 'prisma/generated/', 'next-env.d.ts', 'test-results/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      'prefer-const': 'error',
      'no-var': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': noEnvironment,
      'no-restricted-syntax': ['error', ...everywhere, ...timed],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...everywhere, ...timed, wording],
    },
  },
  {
    files: [
      'lib/domain/*/rules.ts',
      'lib/domain/*/states.ts',
      'lib/domain/*/postings.ts',
      'lib/kernel/gate.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...timed, ...pureFile] },
  },
  {
    files: ['lib/kernel/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere] },
  },
  { files: ['lib/db/env.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['lib/ops/**', 'tests/**', 'prisma/seed/**', '*.config.ts'],
    rules: {
      'no-console': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['tests/**'],
    rules: {
      'max-lines-per-function': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // These trials name tables one after the other, as somebody with a console would.
    files: ['tests/faults/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere.filter((rule) => rule !== rawFragment)] },
  },
)
