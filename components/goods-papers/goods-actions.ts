import type { AskToSign } from '#components/account/ask-passkey.ts'
import type { FormAction } from '#components/forms/use-action.ts'

/** The acts that every goods paper has; pages hand their server actions down. */
export type GoodsActions = {
  count: FormAction<unknown>
  verify: FormAction<unknown>
  sign: FormAction<unknown>
  askToSign: AskToSign
  requestVoid: FormAction<unknown>
  decideVoid: FormAction<unknown>
  attach: FormAction<unknown>
  offer: FormAction<unknown>
  accept: FormAction<unknown>
  decline: FormAction<unknown>
  takeBack: FormAction<unknown>
}
