import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const fontFile = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'

let loading: Promise<Uint8Array> | undefined

/**
 * Noto Sans SC Regular (OFL), whole, for documents that must carry their own typeface. Read once from the project's
 * packages: the desk runs from its own folder.
 */
export function loadCjkFont(): Promise<Uint8Array> {
  loading ??= readFile(join(/* turbopackIgnore: true */ process.cwd(), fontFile))
  return loading
}
