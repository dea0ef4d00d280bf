export default {
  lead: {
    verbs: {
      convert: { label: 'Convert to customer', customer: 'Customer', contact: 'Contact', opportunity: 'Opportunity' },
    },
  },
  conversions: { added: { added: '{noun} “{title}”', changed: '{noun} “{title}” (changed)' } },
  reports: {
    customerLivesByOwner: {
      title: 'Customer lifecycle by owner',
      how: 'Customers of each owner, by where they stand in their lifecycle today; the period is that of their creation.',
      dimensions: { owner: 'Owner' },
      measures: {
        count: 'Customers',
        prospect: 'Prospects',
        intent: 'Interested',
        closed: 'Closed',
        repeat: 'Repeat',
        lost: 'Lost',
      },
    },
    customerLivesByDepartment: {
      title: 'Customer lifecycle by department',
      how: 'Customers by the department of their owner today and by where they stand in their lifecycle; the period is that of their creation.',
      dimensions: { department: 'Department' },
      measures: {
        count: 'Customers',
        prospect: 'Prospects',
        intent: 'Interested',
        closed: 'Closed',
        repeat: 'Repeat',
        lost: 'Lost',
      },
    },
    customerLosses: {
      title: 'Reasons for loss',
      how: 'Customers who are lost today, by the reason; the period is that of the loss.',
      dimensions: { reason: 'Reason for loss' },
      measures: { count: 'Customers' },
    },
  },
  problems: {
    'lead.already_converted': 'This lead has already become the customer “{customer}” and cannot be converted again.',
    'lead.not_converted': 'There is no conversion of this lead to take back.',
    'conversion.added_since':
      'Since the conversion there is more: {things}. Move or remove that first, then take the conversion back.',
    'conversion.mapped_twice': 'Another field of leads goes into this one already; each field has one origin.',
    'conversion.does_not_fit': 'These two fields are of different kinds; one cannot go into the other.',
  },
  api: {
    conversions: {
      get: 'What became of a lead, or would',
      create: 'Convert a lead',
      undo: 'Take a conversion back',
      mapping: 'Which fields go over in a conversion',
      writeMapping: 'Change which fields go over in a conversion',
    },
    customers: { touches: 'How a customer came to us' },
    leads: { touches: 'How a lead came to us' },
  },
  api_groups: { conversions: 'Conversion of leads', leads: 'Leads' },
}
