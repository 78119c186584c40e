import type { ReadResult } from 'zxing-wasm/reader'

/** Reads codes out of pictures. */
export type CodeReader = (picture: ImageData) => Promise<readonly string[]>

let loading: Promise<CodeReader> | undefined

/** Loads the reader when the camera is first opened: the desk's other pages never carry it. */
export function codeReader(): Promise<CodeReader> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<CodeReader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const address = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href
  await prepareZXingModule({ overrides: { locateFile: () => address }, fireImmediately: true })
  const options = { tryHarder: true, tryInvert: false, maxNumberOfSymbols: 4 }
  return async (picture) => (await readBarcodes(picture, options)).flatMap(textOf)
}

function textOf(result: ReadResult): string[] {
  return result.isValid && result.text !== '' ? [result.text] : []
}
