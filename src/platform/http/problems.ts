import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { hasMessage, type Locale, localeOf, translate } from '../i18n/index.ts'

/**
 * Answers with an RFC 9457 problem document in the asker's language. What is not a Problem is logged and told without its inside. Not
 * asynchronous: while hooks are still at work on the answer, Fastify would take the end of a promise for a second, empty answer.
 */
export function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const correlationId = request.id
  const problem = asProblem(error)
  if (problem.status >= 500) request.log.error({ err: error, correlationId }, 'unexpected')
  if (typeof problem.details.retryAfter === 'number')
    void reply.header('retry-after', String(problem.details.retryAfter))
  const locale: Locale =
    localeOf(request.headers['x-locale'] as string | undefined) ??
    request.visitor?.locale ??
    localeOf(request.headers['accept-language']) ??
    'zh'
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .send(problemDocument(problem, locale, correlationId))
}

/** The document of a problem, in words. */
export function problemDocument(problem: Problem, locale: Locale, correlationId: string): Record<string, unknown> {
  const params = problem.params
  return {
    ...problem.details,
    type: `urn:zhanggui:problem:${problem.code}`,
    title: words(locale, problem.code, params),
    status: problem.status,
    code: problem.code,
    params,
    fields: problem.fields.map(field => ({ ...field, message: words(locale, field.code, field.params ?? {}) })),
    correlationId,
  }
}

/** A request's id: the same in log and problem. */
export const newCorrelationId = (): string => randomUUID()

const words = (locale: Locale, code: string, params: Record<string, unknown>): string =>
  hasMessage(locale, `problems.${code}`) ? translate(locale, `problems.${code}`, params) : code

function asProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status === 413) return new Problem(413, 'body.too_large', { cause: error })
  if (status >= 400 && status < 500)
    return new Problem(status, status === 415 ? 'body.unsupported' : 'body.malformed', { cause: error })
  if ('code' in error && error.code === '57014') return new Problem(503, 'database.too_slow', { cause: error })
  // What the pool says when all its connections were taken for ten seconds.
  if (error.message === 'timeout exceeded when trying to connect')
    return new Problem(503, 'database.busy', { cause: error })
  return new Problem(500, 'unexpected', { cause: error })
}
