import { requestTrace } from '#lib/auth/request-trace.ts'
import { theDesk } from '#lib/command/desk.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { answerStatement } from '#lib/domain/statements/commands/answer.ts'
import { customerOf, openStatementLink } from '#lib/domain/statements/queries-link.ts'

/** Far more than a name, a note and every line's tick. */
const MOST_BYTES = 64 * 1024

/**
 * Takes a customer's answer to the statement their link opens, from a plain form, and leads back to it. A link that opens
 * nothing is answered like every other: 404 and nothing more. The second answer changes nothing; the page shows the first.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params
  return takeAnswer(request, token).catch(() => backTo(token, 'away'))
}

async function takeAnswer(request: Request, token: string): Promise<Response> {
  const desk = theDesk()
  const trace = requestTrace(request.headers)
  const door = { db: desk.db, pinKey: desk.pinKey, now: desk.clock.now() }
  const linked = await openStatementLink(door, token, trace)
  if (!linked) return new Response(null, { status: 404 })
  if (Number(request.headers.get('content-length') ?? MOST_BYTES + 1) > MOST_BYTES)
    return new Response(null, { status: 413 })
  const form = await request.formData().catch(() => null)
  const text = (name: string): string => {
    const value = form?.get(name)
    return typeof value === 'string' ? value : ''
  }
  const input = {
    answer: text('answer'),
    answeredBy: text('answeredBy'),
    note: text('note'),
    // Whoever confirms has ticked nothing that counts.
    disputed:
      text('answer') === 'DISPUTED'
        ? (form?.getAll('disputed') ?? []).filter((value) => typeof value === 'string')
        : [],
  }
  // One key for the link's one answer: pressed twice, it is one answer.
  const key = `answer-${linked.key.linkId}`
  const result = await runCommand(desk, answerStatement, { actor: customerOf(linked, trace), key, input })
  if (result.status === 'done') return backTo(token)
  const code = result.status === 'refused' ? result.refusal.code : ''
  return ANSWERED.includes(code) ? backTo(token) : backTo(token, code === 'desk.unavailable' ? 'away' : '1')
}

/** What the page shows is the first answer, whatever a second one said. */
const ANSWERED = ['statement.alreadyAnswered', 'key.reused']

function backTo(token: string, wrong?: '1' | 'away'): Response {
  const location = `/statement/${encodeURIComponent(token)}${wrong === undefined ? '' : `?wrong=${wrong}`}`
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
