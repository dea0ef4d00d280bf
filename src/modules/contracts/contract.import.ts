import { may } from '#platform/access/actor.ts'
import type { ObjectImport } from '#platform/transfer/object-import.ts'
import { lineColumns, takeImportedLines } from './imported-lines.ts'
import { refuseKnownInstalments } from './imported-plans.ts'

/** Contracts of other systems, when a company goes live in mid-year: as approved and in effect, with their own numbers and days. */
export const contractImport: ObjectImport = {
  names: {
    externalId: ['contract id', '合同ID'],
    number: ['contract no', 'contract number', '合同号', '合同编号'],
    name: ['contract', 'contract name', '合同', '合同名称', '合同主题'],
    customer: ['account', 'client', '客户', '客户名称', '甲方'],
    amount: ['contract amount', 'total', '合同金额', '合同总额', '总金额'],
    signedOn: ['signed date', 'signing date', '签订日期', '签约日期', '签署日期'],
    effectiveOn: ['effective date', '生效日期'],
    startOn: ['start date', '开始日期', '合同开始日期'],
    endOn: ['end date', 'expiry date', '结束日期', '到期日期', '合同到期日'],
    owner: ['salesperson', 'sales rep', '业务员', '销售', '负责人'],
    paymentTerms: ['payment terms', '付款方式', '结算方式'],
    items: ['items', 'line items', 'products', '明细', '产品明细', '合同产品'],
  },
  columns: lineColumns,
  prepare: async (ctx, drafts) => {
    await takeImportedLines(ctx, drafts)
    // Without the right to bring history they come as drafts of today.
    if (!may(ctx.actor, 'import.history')) return
    for (const { values, isNew } of drafts) {
      if (!isNew) continue
      values.state ??= 'inEffect'
      values.signingState ??= values.signedOn ? 'signed' : 'none'
    }
  },
}

/** Instalments of other systems; which money has come on them is said by the receipts that are brought after them. */
export const planImport: ObjectImport = {
  names: {
    externalId: ['plan id', '回款计划ID'],
    contract: ['contract', 'contract no', '合同', '合同编号', '合同名称'],
    instalmentNo: ['instalment', 'installment', '期数', '期次'],
    dueOn: ['due date', '计划回款日期', '应收日期', '到期日'],
    amount: ['amount', 'planned amount', '计划回款金额', '应收金额'],
  },
  fills: ['name'],
  prepare: refuseKnownInstalments,
}
