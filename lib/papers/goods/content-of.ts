import type { GoodsContent, GoodsContentLine } from '#lib/papers/goods/content.ts'
import type { GoodsLine, GoodsPaper } from '#lib/papers/goods/held.ts'

const BASE_E3 = 1000n

/** The frozen content of a paper as its rows say it now: hashed again, it must give the hash of the day it was opened. */
export function contentOfGoods(paper: GoodsPaper): GoodsContent {
  return {
    accountSetId: paper.accountSetId,
    paperId: paper.paperId,
    number: paper.number,
    kind: paper.kind,
    businessDate: paper.businessDate,
    warehouseId: paper.warehouseId,
    warehouseName: paper.warehouseName,
    toWarehouseId: paper.toWarehouseId,
    toWarehouseName: paper.toWarehouseName,
    supplierId: paper.supplierId,
    customerId: paper.customerId,
    partyName: paper.partyName,
    partyContact: paper.partyContact,
    sourcePaperId: paper.sourcePaperId,
    purpose: paper.purpose,
    reason: paper.reason,
    externalNumber: paper.externalNumber,
    expectedOn: paper.expectedOn,
    priceMode: paper.priceMode,
    preparerId: paper.preparerId,
    preparerName: paper.preparerName,
    handlerId: paper.handlerId,
    handlerName: paper.handlerName,
    netFen: `${paper.netFen}`,
    taxFen: `${paper.taxFen}`,
    grossFen: `${paper.grossFen}`,
    lines: paper.lines.map(lineOf),
  }
}

function lineOf(line: GoodsLine): GoodsContentLine {
  const base = line.units.find(({ factorE3 }) => factorE3 === BASE_E3)
  const box = line.units.find(({ factorE3 }) => factorE3 !== BASE_E3)
  return {
    lineNo: line.lineNo,
    productId: line.productId,
    productCode: line.productCode,
    productName: line.productName,
    specification: line.specification,
    baseUnit: base?.unit ?? '',
    caseUnit: box?.unit ?? null,
    caseFactorE3: line.caseFactorE3 === null ? null : `${line.caseFactorE3}`,
    qtyE3: `${line.qtyE3}`,
    unitPriceE4: `${line.unitPriceE4}`,
    amountFen: `${line.amountFen}`,
    taxRateBp: line.taxRateBp,
    netFen: `${line.netFen}`,
    taxFen: `${line.taxFen}`,
    codesDue: line.codesDue,
    sourcePaperId: line.sourcePaperId,
    sourceLineNo: line.sourceLineNo,
    disposition: line.disposition,
    remark: line.remark,
  }
}
