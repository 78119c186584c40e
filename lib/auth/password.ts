import { hash, verify } from '@node-rs/argon2'
import { newOneTimePassword } from '#lib/kernel/one-time-password.ts'

/*
 * Argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
 * Argon2id is the library's default algorithm.
 */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1

const COST = { memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: LANES }

/** The Argon2id text of a password, salt included. The same characters typed another way (full width, composed) are the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

let nobodysHash: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. With no hash (nobody has that name) the same work is done and the
 * answer is no, so that the time tells nothing.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(newOneTimePassword())
  const isTheirs = await verify(stored ?? (await nobodysHash), password.normalize('NFKC'))
  return isTheirs && stored !== null
}
