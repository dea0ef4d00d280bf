const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Whether 18 characters are a 统一社会信用代码: its last is the check digit of GB 32100-2015 (modulus 31). */
export function isCreditCode(code: string): boolean {
  const upper = code.toUpperCase()
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(upper)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * digits.indexOf(upper.charAt(index)), 0)
  return digits.charAt((31 - (sum % 31)) % 31) === upper.charAt(17)
}

/** A tax number has 15 to 20 letters and digits; one of 18 must be a sound 统一社会信用代码 (facts 27). */
export function checkTaxNo(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  const taxNo = draft.values.taxNo
  if (typeof taxNo !== 'string') return []
  if (!/^[0-9A-Za-z]{15,20}$/.test(taxNo)) return [{ path: 'taxNo', code: 'customer.tax_no_form' }]
  return taxNo.length === 18 && !isCreditCode(taxNo) ? [{ path: 'taxNo', code: 'customer.credit_code_check' }] : []
}
