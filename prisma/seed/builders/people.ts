import { hashPassword } from '#lib/auth/password.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { hashPin } from '#lib/auth/reauth.ts'
import type { Tx } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'

export type NewPerson = {
  userName: string
  displayName: string
  roles: readonly Role[]
  password: string
  pin: string
  accountSetIds: readonly number[]
  warehouseIds: readonly string[]
}

/** Creates people who can sign in and sign at once; answers their ids by user name. */
export async function seedPeople(
  db: Tx,
  vault: { clock: Clock; pinKey: string },
  people: readonly NewPerson[],
): Promise<Map<string, string>> {
  const created = await Promise.all(
    people.map(async (person) => {
      const id = newId(vault.clock.now())
      return { ...person, id, passwordHash: await hashPassword(person.password) }
    }),
  )
  await db.user.createMany({
    data: created.map(({ id, userName, displayName, passwordHash, pin }) => ({
      id,
      userName,
      displayName,
      passwordHash,
      signingPinHash: hashPin(vault.pinKey, id, pin),
      mustChangePassword: false,
    })),
  })
  await db.userRole.createMany({
    data: created.flatMap(({ id, roles }) => roles.map((role) => ({ userId: id, role }))),
  })
  await db.userAccountSet.createMany({
    data: created.flatMap(({ id, accountSetIds }) =>
      accountSetIds.map((accountSetId) => ({ userId: id, accountSetId })),
    ),
  })
  await db.userWarehouse.createMany({
    data: created.flatMap(({ id, warehouseIds }) =>
      warehouseIds.map((warehouseId) => ({ userId: id, warehouseId })),
    ),
  })
  return new Map(created.map(({ userName, id }) => [userName, id]))
}
