/** The control database's tables that belong to a company, in the order of their references; the parameter is the company's id. */
export const CONTROL_ROWS: readonly { table: string; where: string }[] = [
  { table: 'companies', where: 'id = $1' },
  { table: 'accounts', where: 'id in (select account_id from account_companies where company_id = $1)' },
  { table: 'account_logins', where: 'account_id in (select account_id from account_companies where company_id = $1)' },
  { table: 'account_companies', where: 'company_id = $1' },
  { table: 'api_keys', where: 'company_id = $1' },
  { table: 'company_policies', where: 'company_id = $1' },
  { table: 'sign_ins', where: 'company_id = $1' },
  { table: 'second_factors', where: 'account_id in (select account_id from account_companies where company_id = $1)' },
  { table: 'recovery_codes', where: 'account_id in (select account_id from account_companies where company_id = $1)' },
]
