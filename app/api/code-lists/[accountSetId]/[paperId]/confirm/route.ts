import { MOST_BYTES } from '#lib/domain/master-files/schema.ts'
import { answer, answerFault } from '../../../../imports/answers.ts'
import { toAction } from '#lib/command/to-action.ts'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'

const takeIn = toAction(takeInCodeList)

/**
 * Takes the confirmed rows in, all or none: the same command and answer as a server action, whose smaller size ten
 * thousand rows do not fit into.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const text = await request.text()
    if (text.length > MOST_BYTES) return answer(200, { status: 'invalid', fields: { form: 'tooLarge' } })
    return answer(200, await takeIn(parsed(text)))
  } catch (error) {
    return answerFault('codeList.confirm', error)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
