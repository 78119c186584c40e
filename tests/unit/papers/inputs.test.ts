import { describe, expect, it } from 'vitest'
import { pictureTypeOf } from '#lib/papers/attached.ts'
import { mayStandAt } from '#lib/papers/copy-kinds.ts'
import { scannedInput, textInput } from '#lib/papers/schema.ts'
import { attachedStroke, strokeInput, strokeOf } from '#lib/papers/strokes.ts'

const TOKEN = '5dULyM1oMoeto3Q18702IGSM'
const PAPER = '01a208da-d170-742c-a4d6-d7e332b91204'

describe('what a scanner reads from a sheet', () => {
  it.each([TOKEN, `https://desk.example.com/copy/${TOKEN}`, ` http://10.0.0.2:3000/copy/${TOKEN}/ `])(
    'reads the copy in %s',
    (text) => {
      expect(scannedInput.parse(text)).toEqual({ token: TOKEN })
    },
  )

  it('reads the note whose plies share one code', () => {
    const text = `https://desk.example.com/notes/12/${PAPER}`
    expect(scannedInput.parse(text)).toEqual({ accountSetId: 12, paperId: PAPER })
  })

  it.each([
    '',
    '6901234567892',
    `https://desk.example.com/notes/12/${PAPER}/edit`,
    `javascript:alert(1)//${TOKEN}x`,
    `${TOKEN}${TOKEN}`,
    '/notes/0x1/x',
  ])('refuses %s', (text) => {
    expect(scannedInput.safeParse(text).success).toBe(false)
  })
})

describe('strokes', () => {
  const stroke = { kind: 'path', path: 'M1 2 L3.5,-4 C1 2 3 4 5 6', width: 300, height: 120 }

  it('comes back as it was drawn', () => {
    const kept = attachedStroke(strokeInput.parse(stroke))
    expect(strokeOf(kept.mediaType, kept.bytes)).toEqual(stroke)
    expect(kept.hash.length).toBe(32)
  })

  it.each([
    ['a script', { ...stroke, path: 'M1 2"/><script>alert(1)</script>' }],
    ['nothing', { ...stroke, path: '' }],
    ['a reference', { ...stroke, path: 'url(#a)' }],
    ['more than 64 kB', { ...stroke, path: `M1 2${' L3 4'.repeat(20_000)}` }],
    ['a box without size', { ...stroke, width: 0 }],
    ['another picture', { kind: 'png', base64: Buffer.from('GIF89a').toString('base64') }],
    ['a picture too large to draw', { kind: 'png', base64: pngOf(60_000, 10).toString('base64') }],
    ['a signer beside it', { ...stroke, signerId: 'x' }],
  ])('A31 refuses %s', (_name, input) => {
    expect(strokeInput.safeParse(input).success).toBe(false)
  })

  it('takes a small PNG and gives it back as a picture', () => {
    const kept = attachedStroke(
      strokeInput.parse({ kind: 'png', base64: pngOf(300, 120).toString('base64') }),
    )
    expect(strokeOf(kept.mediaType, kept.bytes)).toMatchObject({ kind: 'image' })
  })
})

function pngOf(width: number, height: number): Buffer {
  const head = Buffer.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ])
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([head, size, Buffer.alloc(40)])
}

describe('pictures', () => {
  it('A31 are known by their first bytes, never by their name', () => {
    expect(pictureTypeOf(Buffer.from('<svg onload="x">'))).toBeNull()
    expect(pictureTypeOf(Buffer.alloc(0))).toBeNull()
    expect(pictureTypeOf(Buffer.from('RIFF0000WAVE'))).toBeNull()
    expect(pictureTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xdb]))).toBe('image/jpeg')
  })
})

describe('words', () => {
  it('A15 refuses what cannot be seen and keeps rare characters', () => {
    expect(textInput(50).parse(' 𠮷野 \r\n补写 ')).toBe('𠮷野 \n补写')
    for (const text of ['a\u0000b', 'a\u202eb', 'a\u200bb'])
      expect(textInput(50).safeParse(text).success).toBe(false)
    expect(textInput(50, { isRequired: true }).safeParse('  ').success).toBe(false)
    expect(textInput(3).safeParse('四个汉字').success).toBe(false)
  })
})

describe('the stub', () => {
  it('R11 stands at the desk, in the warehouse, with accounting and in a volume only', () => {
    const places = ['DESK', 'WAREHOUSE', 'DRIVER', 'CUSTOMER', 'ACCOUNTING', 'VOLUME'] as const
    const stub = places.filter((place) => mayStandAt('STUB', place))
    expect(stub).toEqual(['DESK', 'WAREHOUSE', 'ACCOUNTING', 'VOLUME'])
    expect(places.every((place) => mayStandAt('CUSTOMER', place))).toBe(true)
  })
})
