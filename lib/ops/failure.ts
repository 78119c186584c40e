/**
 * Something the operator can put right: one plain sentence, printed alone, and exit code 1. Everything else
 * that is thrown is a fault and keeps its stack.
 */
export class OperatorFailure extends Error {
  constructor(chinese: string, english: string) {
    super(english === '' ? chinese : `${chinese} / ${english}`)
    this.name = 'OperatorFailure'
  }

  /** A sentence that another process of ours has already put into words. */
  static relayed(sentence: string): OperatorFailure {
    return new OperatorFailure(sentence, '')
  }
}

/** The error code of a failed system or database call (`ENOSPC`, `57P03`), or an empty string. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const SPACE_WORDS = /ENOSPC|No space left on device|disk full|53100/i

/** Whether a program's output or an error says that the disk is full. */
export function speaksOfFullDisk(words: string): boolean {
  return SPACE_WORDS.test(words)
}

export function fullDiskFailure(folder?: string): OperatorFailure {
  const place = folder === undefined ? ['', ''] : [`，无法写入 ${folder}`, ` and ${folder} cannot be written`]
  return new OperatorFailure(
    `磁盘已满${place[0]}，请清理后再启动`,
    `The disk is full${place[1]}: free some space and start again`,
  )
}

export function takenPortFailure(port: number): OperatorFailure {
  const other = `PORT=${port + 1} npm start`
  return new OperatorFailure(
    `端口 ${port} 已被占用，请用 ${other} 换一个端口`,
    `Port ${port} is taken: choose another one with ${other}`,
  )
}

/** Runs an operator's script: a failure the operator can put right ends as one sentence and exit code 1. */
export async function runOperatorScript(script: () => Promise<void>): Promise<void> {
  try {
    await script()
  } catch (error) {
    process.exitCode = 1
    console.error(plainSentence(error))
  }
}

/** One sentence for a failure the operator can put right, the whole stack for a fault. */
export function plainSentence(error: unknown): string {
  if (error instanceof OperatorFailure) return error.message
  if (error instanceof Error && error.name === 'EnvironmentProblem') return error.message
  if (speaksOfFullDisk(`${errorCode(error)} ${errorMessage(error)}`)) return fullDiskFailure().message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
