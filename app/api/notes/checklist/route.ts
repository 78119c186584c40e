import { theDesk } from '#lib/command/desk.ts'
import { checkNote } from '#lib/domain/delivery-notes/issue-check.ts'
import { today } from '#lib/kernel/clock.ts'
import { answerReading, readBody } from '../reading.ts'

/** The issue gate over the note as it stands on the screen; null while nothing can be said of it. Reads only; the command evaluates the same gate. */
export async function POST(request: Request): Promise<Response> {
  const typed = await readBody(request)
  return answerReading('note.draft', async (actor) => {
    const { db, clock } = theDesk()
    return { check: await checkNote(db, actor, typed, today(clock)) }
  })
}
