import { sayIn } from '../both-languages.ts'

/** One answer for every link that opens nothing: never made, changed, expired or revoked. */
export default function LinkGone() {
  return (
    <main className="mx-auto flex max-w-prose flex-col gap-3 p-6">
      <p lang="zh-CN">{sayIn('zh-CN')('public.gone')}</p>
      <p lang="en" className="text-muted">
        {sayIn('en')('public.gone')}
      </p>
    </main>
  )
}
