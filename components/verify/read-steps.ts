import { z } from 'zod'

const stepShape = z.object({
  check: z.string(),
  outcome: z.enum(['DONE', 'UNFINISHED']),
  milliseconds: z.number(),
  found: z.array(z.object({ subject: z.string(), sequence: z.number().nullable(), detail: z.string() })),
})

/** One check as the server told it. */
export type ToldStep = z.infer<typeof stepShape>

/** Reads the lines of a verification as they come; a line that is no step ends it with an error. */
export async function* readSteps(body: ReadableStream<Uint8Array>): AsyncGenerator<ToldStep, void> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield stepShape.parse(JSON.parse(line))
  }
}
