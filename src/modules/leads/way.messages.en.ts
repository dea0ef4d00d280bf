const how =
  'Of leads by the day on which they were created. In marketing: created to handed over; to first contact: assigned to first contacted; in sales: handed over to converted; means in calendar days, without those whose time nobody knows. Conversion: converted ÷ all.'
const measures = {
  count: 'Leads',
  marketingDays: 'Days in marketing',
  firstContactDays: 'Days to first contact',
  salesDays: 'Days in sales',
  converted: 'Conversion',
}

export default {
  notices: {
    kinds: {
      'lead.overdue': {
        label: 'Lead not followed up',
        text: '{noun} {title} has been yours for {days} working days without a follow-up',
      },
      'lead.overdueOfTeam': {
        label: "A subordinate's lead not followed up",
        text: '{noun} {title} has had no follow-up for {days} working days since it was assigned',
      },
      'lead.recovered': {
        label: 'Lead taken back',
        text: '{noun} {title} had no follow-up for {days} working days and was taken back from its owner',
      },
    },
  },
  holdings: { leadFallback: 'Fallback for leads that fit nobody' },
  reports: {
    leadPaceByMarketing: {
      title: 'Time of leads in marketing (department then)',
      how: 'Of leads by the day on which they were created, by the department of their owner in marketing when they were handed over, wherever he is now. In marketing: created to handed over, the mean in calendar days, without those whose time nobody knows. Conversion: converted ÷ all.',
      dimensions: { group: 'Marketing department then' },
      measures,
    },
    leadPaceByDepartment: {
      title: 'Time of leads in sales (department then)',
      how: 'Of leads by the day on which they were created, by the department of their owner on the day on which he got them, wherever he is now. To first contact: assigned to first contacted; in sales: handed over to converted; means in calendar days, without those whose time nobody knows. Conversion: converted ÷ all.',
      dimensions: { group: 'Department then' },
      measures,
    },
    leadPaceByDepartmentNow: {
      title: 'Time of leads in sales (department now)',
      how: 'Of leads by the day on which they were created, by the department in which their owner is now; “department then” counts by where he was. To first contact: assigned to first contacted; in sales: handed over to converted; means in calendar days, without those whose time nobody knows. Conversion: converted ÷ all.',
      dimensions: { group: 'Department now' },
      measures,
    },
    leadPaceBySource: { title: 'Time of leads by source', how, dimensions: { group: 'Source' }, measures },
    leadPaceByCampaign: { title: 'Time of leads by campaign', how, dimensions: { group: 'Campaign' }, measures },
  },
  problems: {
    'lead.settings_changed': 'Somebody has just changed these settings; reload the page and change them again.',
    'lead.days_out_of_order':
      'This cannot come before the step above (working day {least}); enter the same number or a larger one.',
    'lead.person_not_there': 'This person has left or does not exist; choose a colleague who is here.',
    'lead.nobody_fits':
      'No assignment rule fits this lead and no fallback person is named; choose an owner, or name a fallback in Settings → Assignment rules.',
    'lead.nobody_to_return_to':
      'Nobody knows who had this lead in marketing and no fallback person is named; name one in Settings → Assignment rules.',
  },
  api: {
    leads: {
      way: 'The way of a lead: its instants, and who had it in which department for how long',
      settings: 'Fallback person, escalation and weights of performance for leads',
      writeSettings: 'Change fallback person, escalation and weights of performance for leads',
    },
  },
}
