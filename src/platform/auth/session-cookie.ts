import fastifyCookie from '@fastify/cookie'
import { LONGEST_DAYS } from './policy.ts'

export const SESSION_COOKIE = 'zhanggui_session'

/** The session token in a request's Cookie header, or null. */
export const tokenIn = (cookieHeader: string | undefined): string | null => {
  const token = cookieHeader ? fastifyCookie.parse(cookieHeader)[SESSION_COOKIE] : undefined
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null
}

/** The Set-Cookie header for a token; the server decides when it ends, the cookie only lasts as long as that could be. */
export const sessionCookie = (token: string, publicUrl: string): string =>
  fastifyCookie.serialize(SESSION_COOKIE, token, { ...traits(publicUrl), maxAge: LONGEST_DAYS * 86_400 })

/** The Set-Cookie header that takes the cookie away. */
export const noSessionCookie = (publicUrl: string): string =>
  fastifyCookie.serialize(SESSION_COOKIE, '', { ...traits(publicUrl), maxAge: 0 })

const traits = (publicUrl: string) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: publicUrl.startsWith('https:'),
})
