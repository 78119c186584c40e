import type { GoodsActions } from '#components/goods-papers/goods-actions.ts'
import {
  acceptCopiesAction,
  declineCopiesAction,
  offerCopiesAction,
  takeBackCopiesAction,
} from '../hand-overs/actions.ts'
import * as actions from './actions.ts'

/** The server actions that every goods paper has, under the names its components know. */
export const goodsActions: GoodsActions = {
  count: actions.countGoodsAction,
  verify: actions.verifyGoodsAction,
  sign: actions.signGoodsAction,
  askToSign: actions.startGoodsSigningAction,
  requestVoid: actions.requestGoodsVoidAction,
  decideVoid: actions.decideGoodsVoidAction,
  attach: actions.attachToGoodsAction,
  offer: offerCopiesAction,
  accept: acceptCopiesAction,
  decline: declineCopiesAction,
  takeBack: takeBackCopiesAction,
}
