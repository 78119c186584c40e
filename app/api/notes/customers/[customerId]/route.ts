import { theDesk } from '#lib/command/desk.ts'
import { customerForNote } from '#lib/domain/customers/queries.ts'
import { isId } from '#lib/kernel/ids.ts'
import { answerReading } from '../../reading.ts'

type Context = { params: Promise<{ customerId: string }> }

/** One customer with addresses, what the channel asks, credit and what stands open. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { customerId } = await params
  return answerReading('order.record', async (actor) =>
    isId(customerId) ? customerForNote(theDesk().db, actor.accountSetIds, customerId) : undefined,
  )
}
