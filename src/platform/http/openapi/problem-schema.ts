import type { Schema } from '../describe-route.ts'

/** RFC 9457 as our API answers it. */
export const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    params: { type: 'object' },
    correlationId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
  examples: [
    {
      type: 'urn:zhanggui:problem:invalid',
      title: '请检查标出的字段',
      status: 422,
      code: 'invalid',
      params: {},
      fields: [{ path: 'name', code: 'field.required', message: '请填写' }],
      correlationId: '0199aaaa-0000-7000-8000-000000000000',
    },
  ],
}
