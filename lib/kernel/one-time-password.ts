/** 32 characters that people do not mix up when they copy them by hand: five random bits each. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 5

/** The form of a one-time password: four groups of five. */
export const ONE_TIME_PASSWORD = /^[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}$/

/** A password to hand over once, 100 random bits. It must be changed at the first sign-in. */
export function newOneTimePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * GROUP_LENGTH))
  const characters = Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
  return characters.replace(/.{5}(?=.)/g, '$&-')
}
