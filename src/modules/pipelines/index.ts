import { defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { checkStages } from './pipeline.rules.ts'
import { pipeline, stage } from './pipeline.object.ts'

export type { StageKind } from './pipeline.object.ts'
export { seedPipelines } from './pipeline.seed.ts'
export { defaultPipeline, type Stage, stagesById, stagesOf } from './stages.ts'

export const pipelinesModule = defineModule({
  name: 'pipelines',
  objects: [pipeline, stage],
  behaviour: { pipeline: { check: checkStages } },
  messages: { zh: messagesZh, en: messagesEn },
})
