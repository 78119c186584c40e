/** What each kind of voucher is about, in the words of the books. */
const ABOUT: Readonly<Record<string, string>> = {
  SALE: '销售',
  RECEIPT: '收款',
  ALLOCATION: '核销应收',
  PURCHASE: '采购入库暂估',
  PURCHASE_BILL: '采购发票',
  PAYMENT: '付款',
  PAYMENT_ALLOCATION: '核销应付',
  STOCK_OUT: '其他出库',
  CUSTOMER_RETURN: '客户退货',
  SUPPLIER_RETURN: '采购退货',
  STOCK_COUNT: '盘点',
  TRANSFER: '调拨损失',
  ALLOWANCE: '抹零折让',
  WRITE_OFF: '核销坏账',
  RECONCILIATION: '司机对单差额',
}

/** 摘要: what happened, with whom, by which paper. The books are kept in Chinese. */
export function voucherSummary(voucher: {
  kind: string
  isMirror: boolean
  paperNumber: string
  party: string | null
}): string {
  const about = ABOUT[voucher.kind] ?? voucher.kind
  return [`${voucher.isMirror ? '红冲' : ''}${about}`, voucher.party ?? '', voucher.paperNumber]
    .filter((part) => part !== '')
    .join(' ')
}
