/*
 * npm run import. Runs before anything is installed, so it uses only what every Node since 12 has.
 */
import process from 'process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 20 || (major === 20 && minor >= 19)) {
  import('./bootstrap.mjs').then(({ runOnOwnNode }) => runOnOwnNode('lib/ops/import.ts'))
} else {
  console.error(
    `需要 Node 20.19 或更高版本，当前是 ${process.versions.node} / Node 20.19 or later is needed, this is ${process.versions.node}`,
  )
  process.exitCode = 1
}
