/** A pipeline can be worked with when it has an open stage to begin in, one that wins, one that loses, and no name twice. */
export function checkStages(draft: {
  values: Record<string, unknown>
}): { path: string; code: string; params?: Record<string, unknown> }[] {
  const stages = (draft.values.stages ?? []) as { name?: string; kind?: string }[]
  const missing = ['open', 'won', 'lost'].filter(kind => !stages.some(stage => stage.kind === kind))
  if (missing.length > 0)
    return [{ path: 'stages', code: 'pipeline.stages_missing', params: { kinds: missing.join(', ') } }]
  const names = stages.map(stage => stage.name?.toLowerCase())
  const double = stages.findIndex((stage, index) => names.indexOf(stage.name?.toLowerCase()) < index)
  if (double >= 0)
    return [
      { path: `stages.${double}.name`, code: 'pipeline.stage_name_twice', params: { name: stages[double]?.name } },
    ]
  const departments = ((draft.values.departments ?? []) as { department?: { id: string } }[]).map(
    line => line.department?.id,
  )
  const again = departments.findIndex((id, index) => departments.indexOf(id) < index)
  return again < 0 ? [] : [{ path: `departments.${again}.department`, code: 'pipeline.department_twice' }]
}
