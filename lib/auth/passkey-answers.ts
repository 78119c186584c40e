import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

/** COSE numbers of EdDSA, ES256 and RS256: what every device in use can do one of. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257] as const

const base64url = z
  .string()
  .max(8192)
  .regex(/^[\w-]*$/)
const credential = {
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
}

/** What a browser answers when a passkey is made: only the members the check needs. */
export const registrationAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(10).default([]),
  }),
})

const assertionAnswer = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
})

/** The registration as the verifying library takes it. */
export function registrationOf(answer: z.infer<typeof registrationAnswer>): RegistrationResponseJSON {
  return { ...answer, clientExtensionResults: {} }
}

/** A browser's answer to a challenge, or null when it is no such thing. */
export function readAssertion(answer: unknown): AuthenticationResponseJSON | null {
  const read = assertionAnswer.safeParse(answer)
  return read.success ? { ...read.data, clientExtensionResults: {} } : null
}
