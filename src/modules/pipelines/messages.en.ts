export default {
  api_groups: { pipelines: 'Pipelines' },
  api: { pipelines: { offered: 'Pipelines in the order in which they are offered to this person' } },
  pipeline: {
    name: 'Pipeline',
    plural: 'Pipelines',
    fields: {
      name: 'Name',
      description: 'Description',
      stages: 'Stages',
      departments: 'Offered first to',
      currentVersion: 'Version',
    },
    hints: {
      stages:
        'In order. While the pipeline is in use, adding, removing or reordering stages or changing their kind or needs makes a new version; changing names and guidance does not.',
      departments: 'New opportunities of people in these departments, and those below, begin with this pipeline.',
      currentVersion:
        'Rises when stages are changed in use; what began by an older version goes on by it and can be moved over.',
    },
  },
  stage: {
    name: 'Stage',
    plural: 'Stages',
    fields: {
      pipeline: 'Pipeline',
      name: 'Name',
      kind: 'Kind',
      probability: 'Win probability',
      normDays: 'Normal days in stage',
      steps: 'Steps',
      risks: 'Risks',
      exitStandard: 'Exit standard',
      guidance: 'Other guidance',
      needs: 'Needed to enter',
      avoidance: 'How to avoid them',
      responsible: 'Responsible',
    },
    hints: {
      normDays:
        'Beyond it an opportunity counts as slow; once there is enough of the company’s own past, the median of the last 12 months takes its place.',
      steps: 'What to do in this stage.',
      risks: 'What may go wrong in this stage.',
      avoidance: 'How to keep that from happening.',
      responsible: 'Who watches over this stage; he joins the team of every opportunity that enters it.',
      exitStandard: 'What must be reached before the next stage.',
      needs:
        'Without them nothing can be moved into this stage; names of the opportunity’s fields, separated by commas.',
    },
    options: {
      kind: {
        open: 'Open',
        won: 'Won',
        lost: 'Lost',
        invalid: 'Invalid',
        afterWon: 'After won',
      },
    },
  },
  pipelineDepartment: {
    name: 'Department',
    plural: 'Departments',
    fields: { pipeline: 'Pipeline', department: 'Department' },
  },
  problems: {
    'pipeline.department_twice': 'A department is named twice; take one of them away.',
    'pipeline.stage_name_twice': 'Two stages are called “{name}”; rename one of them.',
    'pipeline.stages_missing':
      'A pipeline needs at least one stage each of the kinds open, won and lost; add what is missing.',
  },
}
