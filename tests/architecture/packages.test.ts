import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { completeLock, missingOptionalPackages } from '#lib/ops/complete-lock.ts'
import { projectPath } from '#lib/ops/project.ts'

describe('package-lock.json', () => {
  it('names every optional package, so that npm ci works on a fresh machine (npm run lock:complete)', async () => {
    const text = await readFile(projectPath('package-lock.json'), 'utf8')
    expect([...missingOptionalPackages(text).keys()]).toEqual([])
  })

  it('holds no download address', async () => {
    expect(await readFile(projectPath('package-lock.json'), 'utf8')).not.toMatch(/"resolved": "http/)
  })

  it('is completed with what its packages ask for', () => {
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { name: 'x' },
        'node_modules/a': {
          version: '1.0.0',
          optionalDependencies: { 'a-darwin-arm64': '1.0.0', fine: '2.0.0' },
        },
        'node_modules/a/node_modules/fine': { version: '2.0.0' },
      },
    })
    expect([...missingOptionalPackages(lock)]).toEqual([['a-darwin-arm64', '1.0.0']])
    const completed = completeLock(lock)
    expect(missingOptionalPackages(completed).size).toBe(0)
    expect(JSON.parse(completed)).toMatchObject({
      packages: { 'node_modules/a-darwin-arm64': { cpu: ['arm64'], os: ['darwin'], optional: true } },
    })
  })
})
