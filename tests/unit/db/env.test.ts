import { describe, expect, it } from 'vitest'
import { parseEnvironment, requireServerSettings } from '#lib/db/env.ts'

const secret = 'a'.repeat(32)

describe('the settings', () => {
  it('have a value for everything the demo needs', () => {
    expect(parseEnvironment({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATABASE_POOL: 6,
      SILIAN_DATA_DIR: '.data',
      SILIAN_DEMO: false,
      TRUST_PROXY: false,
    })
  })

  it('count an empty value as none', () => {
    expect(parseEnvironment({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 })
  })

  it('refuse what cannot be read, naming the setting and never its value', () => {
    const read = (): unknown => parseEnvironment({ DATABASE_URL: 'mysql://u:hunter2@h/d', PORT: '70000' })
    expect(read).toThrow(/DATABASE_URL .*PORT/)
    expect(read).not.toThrow(/hunter2/)
  })

  it('A40 refuse a secret shorter than 32 characters', () => {
    expect(() => parseEnvironment({ NEXTAUTH_SECRET: 'secret' })).toThrow(/NEXTAUTH_SECRET/)
    expect(() => parseEnvironment({ SILIAN_PIN_KEY: 'a'.repeat(31) })).toThrow(/SILIAN_PIN_KEY/)
  })

  it('A40 refuse to serve without a database and secrets, naming each that is missing', () => {
    const environment = parseEnvironment({ DATABASE_URL: 'postgres://h/d' })
    expect(() => requireServerSettings(environment)).toThrow(/NEXTAUTH_SECRET, SILIAN_PIN_KEY$/)
    expect(() => requireServerSettings(parseEnvironment({}))).toThrow(/DATABASE_URL/)
  })

  it('serve with all three', () => {
    const environment = parseEnvironment({
      DATABASE_URL: 'postgresql://h/d',
      NEXTAUTH_SECRET: secret,
      SILIAN_PIN_KEY: secret,
    })
    expect(requireServerSettings(environment)).toEqual({
      databaseUrl: 'postgresql://h/d',
      nextauthSecret: secret,
      pinKey: secret,
    })
  })
})
