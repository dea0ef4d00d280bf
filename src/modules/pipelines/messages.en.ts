export default {
  pipeline: {
    name: 'Pipeline',
    plural: 'Pipelines',
    fields: {
      name: 'Name',
      description: 'Description',
      stages: 'Stages',
    },
    hints: {
      stages: 'In order; renaming a stage changes neither history nor reports.',
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
      guidance: 'Guidance',
      needs: 'Needed to enter',
    },
    hints: {
      normDays: 'Beyond it the board shows the card in amber, then red.',
      guidance: 'Steps, risks and the exit standard of this stage.',
    },
    options: {
      kind: {
        open: 'Open',
        won: 'Won',
        lost: 'Lost',
        invalid: 'Invalid',
        afterWon: 'After won',
      },
      needs: {
        nothing: 'Nothing',
        customer: 'Customer',
        amount: 'Amount',
        customerAndAmount: 'Customer and amount',
      },
    },
  },
  problems: {
    'pipeline.stage_name_twice': 'Two stages are called “{name}”; rename one of them.',
    'pipeline.stages_missing':
      'A pipeline needs at least one stage each of the kinds open, won and lost; missing: {kinds}.',
  },
}
