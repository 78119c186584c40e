import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readKeptFile } from '#lib/papers/files.ts'
import { whileThere } from '../../../while-there.ts'

const shown = ['image/jpeg', 'image/png', 'image/webp']

type Address = { params: Promise<{ accountSetId: string; hash: string }> }

/**
 * A photograph or stroke by its hash, for whoever may see the note it hangs on; everybody else is told that there is
 * none (A05). Pictures are shown, all else is only ever downloaded, and nothing in it runs (A31).
 */
export const GET = whileThere(async (_request: Request, { params }: Address): Promise<Response> => {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 401 })
  const { accountSetId, hash } = await params
  const isAddress = /^[1-9]\d{0,3}$/.test(accountSetId) && /^[0-9a-f]{64}$/.test(hash)
  if (!isAddress || !actor.permissions.has('note.read')) return new Response(null, { status: 404 })
  const file = await readKeptFile(theDesk().db, actor, { accountSetId: Number(accountSetId), hash })
  if (!file) return new Response(null, { status: 404 })
  const isPicture = shown.includes(file.mediaType)
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'content-type': isPicture ? file.mediaType : 'application/octet-stream',
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${hash.slice(0, 16)}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600, immutable',
    },
  })
})
