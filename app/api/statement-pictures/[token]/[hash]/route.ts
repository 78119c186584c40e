import { requestTrace } from '#lib/auth/request-trace.ts'
import { theDesk } from '#lib/command/desk.ts'
import { openStatementLink, readLinkedPicture } from '#lib/domain/statements/queries-link.ts'
import { whileThere } from '../../../while-there.ts'

const SHOWN = ['image/jpeg', 'image/png', 'image/webp']

/** A signed copy's picture behind a line of the one statement that a link opens; for everything else there is none. */
export const GET = whileThere(
  async (
    request: Request,
    { params }: { params: Promise<{ token: string; hash: string }> },
  ): Promise<Response> => {
    const { token, hash } = await params
    const { db, pinKey, clock } = theDesk()
    const linked = await openStatementLink(
      { db, pinKey, now: clock.now() },
      token,
      requestTrace(request.headers),
    )
    const picture = linked && /^[0-9a-f]{64}$/.test(hash) ? await readLinkedPicture(db, linked, hash) : null
    if (!picture || !SHOWN.includes(picture.mediaType)) return new Response(null, { status: 404 })
    return new Response(Buffer.from(picture.bytes), {
      headers: {
        'content-type': picture.mediaType,
        'content-disposition': `inline; filename="${hash.slice(0, 16)}"`,
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      },
    })
  },
)
