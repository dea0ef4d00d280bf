import type { ObjectImport } from '#platform/transfer/object-import.ts'
import { refuseKnownOpenings } from './imported-openings.ts'

/** What the columns of banks' statements are called. */
export const receiptImport: ObjectImport = {
  names: {
    payer: [
      'payer',
      'payer name',
      '付款人',
      '付款人名称',
      '付款方',
      '付款单位',
      '对方户名',
      '对方账户名称',
      '对方名称',
      '户名',
    ],
    amount: [
      'amount',
      'credit',
      'credit amount',
      '金额',
      '收入',
      '收入金额',
      '贷方金额',
      '贷方发生额',
      '到账金额',
      '交易金额',
      '回款金额',
    ],
    currency: ['currency', '币种', '货币'],
    receivedOn: [
      'date',
      'received on',
      'value date',
      '日期',
      '交易日期',
      '到账日期',
      '记账日期',
      '入账日期',
      '交易时间',
      '回款日期',
    ],
    bankReference: [
      'reference',
      'transaction id',
      '流水号',
      '交易流水号',
      '银行流水号',
      '业务编号',
      '凭证号',
      '交易参考号',
    ],
    purpose: ['purpose', 'remittance information', 'memo', '摘要', '用途', '附言', '交易附言'],
    fee: ['fee', 'charges', '手续费'],
    bankAccount: ['account', '账号', '收款账号', '本方账号'],
    contract: ['contract number', '合同号', '合同编号'],
    customer: ['client', '客户', '客户名称'],
  },
}

/** What the columns of lists of opening balances are called. */
export const openingImport: ObjectImport = {
  names: {
    customer: ['account', '客户', '客户名称', '往来单位'],
    amount: ['amount', 'balance', '金额', '余额', '期初余额', '期初金额'],
    on: ['date', 'as of', '日期', '期初日期', '截止日期'],
    dueOn: ['due date', '到期日', '应收日期'],
    kind: ['type', '类型', '方向'],
  },
  prepare: refuseKnownOpenings,
}
