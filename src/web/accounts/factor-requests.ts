import { useQuery } from '@tanstack/react-query'
import { api, queryClient, type Session, sessionQuery } from '#web/api/index.ts'

export interface FactorStanding {
  isOn: boolean
  recoveryCodesLeft: number
  /** The company demands it. */
  isRequired: boolean
}

const key = ['second-factor']

export const useFactor = () =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<FactorStanding>('/second-factor', { signal }) })

/** Draws a secret for an authenticator; it counts once a code of it is confirmed. */
export const beginFactor = (password: string) =>
  api.post<{ secret: string; uri: string }>('/second-factor', { password })

/** Gives the recovery codes, which are shown once. The session is a new one. */
export async function confirmFactor(code: string): Promise<{ recoveryCodes: string[]; session: Session }> {
  return await api.post<{ recoveryCodes: string[]; session: Session }>('/second-factor/confirm', { code })
}

/** After the codes were written down: what was read before goes, for more may be allowed now. */
export async function goOnWith(session: Session): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, session)
  await queryClient.invalidateQueries({ queryKey: key })
}

export async function drawRecoveryCodes(password: string): Promise<string[]> {
  const { recoveryCodes } = await api.post<{ recoveryCodes: string[] }>('/second-factor/recovery-codes', { password })
  await queryClient.invalidateQueries({ queryKey: key })
  return recoveryCodes
}

export async function removeFactor(password: string): Promise<void> {
  await api.post('/second-factor/remove', { password })
  await queryClient.invalidateQueries({ queryKey: key })
}
