export default {
  opportunity: { verbs: { assignByRules: { label: 'Assign by rules' } } },
  opportunityRules: {
    why: {
      members: 'By rule “{rule}” joined: {members}',
      stage: 'Stage entered; responsible: {members}',
    },
  },
  notices: {
    kinds: {
      'opportunity.joined': {
        label: 'Opportunities by rule',
        text: 'You came to {noun} {title} by a rule',
      },
    },
  },
  api_groups: { opportunityRules: 'Opportunity rules' },
  api: { opportunities: { assignments: 'Who got an opportunity or joined it by rules, and why' } },
  opportunityRule: {
    name: 'Opportunity rule',
    plural: 'Opportunity rules',
    fields: {
      name: 'Name',
      place: 'Order',
      isOn: 'On',
      deed: 'What it does',
      pipeline: 'Pipeline',
      stage: 'Stage',
      fromAmount: 'Amount from',
      belowAmount: 'Amount below',
      industries: 'Industries',
      regions: 'Regions',
      members: 'People',
      method: 'How one is chosen',
      fitsTerritory: 'Only who sells in that region',
      fitsExpertise: 'Only who has the expertise',
      cap: 'Most open opportunities each',
      access: 'What members may do',
    },
    hints: {
      deed: 'Owner and team: the first rule that fits gives a new opportunity to one of the people; with team the others join him. Members: whoever has it keeps it, the people join.',
      stage: 'Acts when this stage is entered.',
      fromAmount: 'Base currency; acts as soon as the amount is reached; an unknown amount is not.',
      regions: 'Provinces or cities, separated by commas; empty: all.',
      members: 'Of a line that names a department one person is chosen from it and those below it.',
      cap: 'Whoever has as many open opportunities is not chosen.',
    },
    options: {
      deed: { owner: 'Give to one', team: 'Give to a team', members: 'Add members' },
      method: { roundRobin: 'In turn', load: 'Who has least', performance: 'Who sells best' },
      access: { read: 'Read', edit: 'Edit' },
    },
    sections: { takes: 'Which opportunities', chooses: 'Which people' },
  },
  opportunityRuleMember: {
    name: 'Person of a rule',
    plural: 'People of rules',
    fields: { rule: 'Opportunity rule', duty: 'Duty', user: 'Person', department: 'Department' },
  },
  set_names: { duty: 'Duties in opportunity teams' },
  sets: {
    duty: {
      sales: 'Sales',
      presales: 'Pre-sales',
      commercial: 'Commercial',
      technical: 'Technical',
      delivery: 'Delivery',
      legal: 'Legal',
    },
  },
  problems: {
    'opportunityRule.no_members': 'Name at least one person or department; a rule not in use can be turned off.',
    'opportunityRule.person_or_department': 'Name a person or a department in each line.',
    'opportunityRule.amounts_backwards': 'The upper amount must be larger than the lower one.',
    'opportunityRule.stage_of_other_pipeline': 'This stage belongs to another pipeline; choose again.',
    'opportunityRule.nobody_fits': 'No rule has anybody who fits; look at the rules, caps and leaves.',
  },
}
