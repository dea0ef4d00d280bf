import { defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { offeredRoutes } from './offered.ts'
import { checkStages } from './pipeline.rules.ts'
import { keepVersion, settleVersion } from './versions.ts'
import { pipeline, pipelineDepartment, stage } from './pipeline.object.ts'

export type { StageKind } from './pipeline.object.ts'
export { seedPipelines } from './pipeline.seed.ts'
export { defaultPipeline } from './offered.ts'
export { type Stage, stageEver, stagesById, stagesOf } from './stages.ts'
export { currentVersions, formerStagesOf, inPlace, stagesIn, type VersionOf } from './versions.ts'

export const pipelinesModule = defineModule({
  name: 'pipelines',
  objects: [pipeline, stage, pipelineDepartment],
  ownTables: ['pipeline_versions'],
  behaviour: { pipeline: { derive: settleVersion, check: checkStages, settle: keepVersion } },
  routes: offeredRoutes,
  messages: { zh: messagesZh, en: messagesEn },
})
