'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, type SubmitEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { DemoAccounts, type DemoAccount } from './demo-accounts.tsx'
import { requestSignIn } from './session-requests.ts'

/** Signs in and goes to `nextPath`. Wrong, unknown and throttled say the same sentence. */
export function SignInForm({
  nextPath,
  demoAccounts,
}: {
  nextPath: string
  demoAccounts: readonly DemoAccount[]
}) {
  const t = useTranslations('auth')
  const [failure, setFailure] = useState<'failed' | 'unreachable' | null>(null)
  const [isSending, setIsSending] = useState(false)
  const userName = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    setFailure(null)
    const answer = await requestSignIn(userName.current?.value ?? '', password.current?.value ?? '')
    // A whole load: nothing of the page before signing in stays in memory.
    if (answer === 'signedIn') return location.assign(nextPath)
    setIsSending(false)
    setFailure(answer)
    password.current?.select()
  }

  function fill(account: DemoAccount): void {
    if (userName.current !== null) userName.current.value = account.userName
    if (password.current !== null) password.current.value = account.password
    password.current?.focus()
  }

  return (
    <>
      <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <Field label={t('userName')}>
          {(control) => (
            <TextInput
              {...control}
              ref={userName}
              name="userName"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              required
            />
          )}
        </Field>
        <Field label={t('password')}>
          {(control) => (
            <TextInput
              {...control}
              ref={password}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <div aria-live="assertive" className="contents">
          {failure === null ? null : <Notice tone="danger">{t(failure)}</Notice>}
        </div>
        <Button type="submit" variant="primary" aria-disabled={isSending || undefined}>
          {isSending ? t('signingIn') : t('signIn')}
        </Button>
      </form>
      {demoAccounts.length === 0 ? null : <DemoAccounts accounts={demoAccounts} onFill={fill} />}
    </>
  )
}
