'use client'

import { Button } from '#components/ui/button.tsx'
import english from '#lib/i18n/messages/en/broken.json'
import chinese from '#lib/i18n/messages/zh-CN/broken.json'
import './globals.css'

/** The last page, when not even the frame could be drawn. The language is not known here, so it says both. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <body className="font-sans">
        <title>{chinese.title}</title>
        <main className="mx-auto flex max-w-lg flex-col gap-4 p-6">
          {[
            { lang: 'zh-CN', said: chinese },
            { lang: 'en', said: english },
          ].map(({ lang, said }) => (
            <section key={lang} lang={lang}>
              <h1 className="text-lg font-semibold">{said.title}</h1>
              <p>{said.body}</p>
            </section>
          ))}
          <Button variant="primary" className="self-start" onClick={() => retry()}>
            {chinese.retry} · {english.retry}
          </Button>
        </main>
      </body>
    </html>
  )
}
