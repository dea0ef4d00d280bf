import nzh from 'nzh/cn'
import { Exact } from '#platform/fields/decimal-text.ts'

/**
 * An amount of money in capitals, as the 支付结算办法 wants it on contracts and receipts: `18016.61` → 人民币壹万捌仟零壹拾陆元陆角壹分,
 * `1000.00` → 人民币壹仟元整. In: a decimal string of at most two decimals. Only of amounts in CNY.
 */
export const inCapitals = (amount: string): string => nzh.toMoney(shortest(amount))

/** Without zeros behind the point, for which the library leaves 整 away. */
const shortest = (amount: string): string => new Exact(amount).toDecimalPlaces(2, Exact.ROUND_HALF_UP).toFixed()
