import { isoCBOR } from '@simplewebauthn/server/helpers'
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'

/** How a trial bends an answer: another place, no finger on the sensor, an old counter. */
export type Bending = { origin?: string; isUserVerified?: boolean; counter?: number; challenge?: string }

const PRESENT = 0x01
const VERIFIED = 0x04
const HOLDS_KEY = 0x40

/** A passkey device in software: ES256, no attestation, one key. */
export class SoftAuthenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #id = randomBytes(16)
  readonly #origin: string
  #counter = 0

  constructor(origin: string) {
    this.#origin = origin
  }

  get id(): string {
    return this.#id.toString('base64url')
  }

  /** What the browser answers when asked to make a passkey. */
  register(challenge: string, bending: Bending = {}): Record<string, unknown> {
    const key = coseKey(this.#keys.publicKey)
    const length = Buffer.from([0, this.#id.length])
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#id, Buffer.from(isoCBOR.encode(key))])
    const authData = Buffer.concat([this.#facts(bending, HOLDS_KEY), attested])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ])
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge, bending),
      attestationObject: Buffer.from(encodeCbor(attestation)).toString('base64url'),
      transports: ['internal'],
    })
  }

  /** What the browser answers when asked for a proof. */
  assert(challenge: string, bending: Bending = {}): Record<string, unknown> {
    this.#counter += 1
    const authData = this.#facts(bending, 0)
    const clientDataJSON = this.#clientData('webauthn.get', challenge, bending)
    const clientHash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    const signature = createSign('sha256')
      .update(Buffer.concat([authData, clientHash]))
      .sign(this.#keys.privateKey)
    return this.#answer({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
    })
  }

  #answer(response: Record<string, unknown>): Record<string, unknown> {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #facts(bending: Bending, extraFlags: number): Buffer {
    const place = createHash('sha256').update(new URL(this.#origin).hostname).digest()
    const flags = PRESENT | (bending.isUserVerified === false ? 0 : VERIFIED) | extraFlags
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(bending.counter ?? this.#counter)
    return Buffer.concat([place, Buffer.from([flags]), counter])
  }

  #clientData(type: string, challenge: string, bending: Bending): string {
    const { origin = this.#origin } = bending
    const said = { type, challenge: bending.challenge ?? challenge, origin, crossOrigin: false }
    return Buffer.from(JSON.stringify(said)).toString('base64url')
  }
}

function coseKey(key: KeyObject): Map<number, number | Uint8Array> {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ])
}

type Encodable = Parameters<typeof isoCBOR.encode>[0]

function encodeCbor(value: Map<string, unknown>): Uint8Array {
  return isoCBOR.encode(encodable(value))
}

function encodable(value: Map<string, unknown>): Encodable {
  return value as Encodable
}
