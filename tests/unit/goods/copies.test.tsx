import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { goodsSheetLabels, goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import custody from '#lib/i18n/messages/zh-CN/custody.json' with { type: 'json' }

function badge(name?: string): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="zh-CN" timeZone="Asia/Shanghai" messages={{ custody }}>
      <CopyBadge kind="STUB" name={name} />
    </NextIntlClientProvider>,
  )
}

test('a copy is called what its paper calls it', () => {
  expect(badge()).toContain('存根联')
  expect(badge(goodsSheetWords('zh-CN').copy.GOODS_RECEIPT.STUB)).toContain('仓库联')
  expect(goodsSheetLabels('en', 'TRANSFER').number).toBe('Number')
})
