import { defineModule } from '#platform/records/index.ts'
import { leadImport } from './lead.import.ts'
import { lead } from './lead.object.ts'
import { leadTiles } from './lead.tiles.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export const leadsModule = defineModule({
  name: 'leads',
  dependsOn: ['customers', 'campaigns', 'tags'],
  objects: [lead],
  importing: { lead: leadImport },
  grants: { marketing: { 'lead.*': 'all' } },
  tiles: leadTiles,
  messages: { zh: messagesZh, en: messagesEn },
})
