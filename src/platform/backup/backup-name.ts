/** What the file of a company's backup is called: by company and minute, apart from others of the same name by the end of the id. */
export function backupName(company: { id: string; name: string }, at: Date): string {
  const name = company.name.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  const minute = at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')
  return `${name}-${minute}-${company.id.slice(-6)}.tar`
}
