export default {
  activity: {
    name: 'Follow-up',
    plural: 'Follow-ups',
    fields: {
      method: 'Method',
      content: 'Content',
      customer: 'Customer',
      contact: 'Contact',
      opportunity: 'Opportunity',
      lead: 'Lead',
      happenedAt: 'When',
      result: 'Result',
      nextContactAt: 'Next contact',
      files: 'Files',
      subject: 'Subject',
      owner: 'By',
    },
    hints: { subject: 'Empty: the first words of the content.', happenedAt: 'May lie in the past; empty: now.' },
    options: {
      method: {
        phone: 'Phone',
        wechat: 'WeChat',
        email: 'E-mail',
        sms: 'Text message',
        visit: 'Visit',
        meeting: 'Meeting',
        campaign: 'Campaign',
        other: 'Other',
      },
      result: {
        interested: 'Interested',
        considering: 'Considering',
        notReached: 'Not reached',
        notInterested: 'Not interested',
        settled: 'Settled',
        other: 'Other',
      },
    },
    sections: { about: 'About' },
  },
  phrases: {
    ready: {
      1: 'No answer, will call again later',
      2: 'Sent the documents, waiting for a reply',
      3: 'Quoted; they are comparing offers',
      4: 'Agreed on a visit',
      5: 'They are discussing it, nothing decided yet',
    },
  },
  api_groups: { phrases: 'Common phrases', followUpSettings: 'Follow-up settings' },
  api: {
    phrases: { list: 'Lists one’s own and the company’s phrases', keep: 'Keeps the phrases' },
    followUpSettings: { read: 'Reads the follow-up settings', change: 'Changes the follow-up settings' },
  },
  problems: {
    'activity.contact_elsewhere':
      '“{contact}” does not work at “{customer}”: choose a contact of this customer, or first add the customer to where the contact works.',
    'activity.opportunity_elsewhere':
      'The opportunity “{opportunity}” is not one of “{customer}”: choose an opportunity of this customer, or the customer that it belongs to.',
    'activity.about_nothing': 'Choose the customer, contact, opportunity or lead that it is about: at least one.',
    'activity.in_future': 'A follow-up cannot lie in the future; use “Next contact” for what is planned.',
  },
  tiles: {
    activities: {
      today: {
        title: 'Who did what today',
        empty: 'Nobody has noted anything today yet.',
        columns: {
          activities: 'Follow-ups',
          customers: 'New customers',
          moved: 'Moved on',
        },
      },
    },
  },
  notices: {
    kinds: {
      contact: {
        due: { label: 'A next contact is due', text: 'It is time to contact {noun} {title}' },
        overdue: {
          label: 'A report missed a promised contact',
          text: '{owner} was to contact {noun} {title}; {days} working days have passed',
        },
      },
      mentioned: { label: 'Somebody mentions me', text: '{by} mentioned you in {title}' },
    },
  },
}
