import { defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { tag } from './tag.object.ts'

/** A new word may be needed while one works; changing what others wrote is for whoever keeps the words. */
const worker = { 'tag.read': 'all', 'tag.create': 'all' } as const

export const tagsModule = defineModule({
  name: 'tags',
  objects: [tag],
  grants: { salesManager: worker, salesperson: worker, marketing: worker, service: worker },
  messages: { zh: messagesZh, en: messagesEn },
})
