/** What a user name is, after `userNameOf`: 2 to 32 letters of any script, digits, dots, dashes and underscores. */
export const USER_NAME = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}._-]{1,31}$/u

/** One spelling for one user name: full-width and capital letters are the same name. */
export function userNameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
