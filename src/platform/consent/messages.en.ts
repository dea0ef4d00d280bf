export default {
  problems: {
    export: {
      consent_needed:
        'Exporting {rows} rows needs a second person’s consent. Ask for it under “Export requests” with your reason (for a program: its owner asks, on that page); once given you can download the file once within 24 hours.',
    },
    consent: {
      nobody:
        'Nobody else could consent at present. Ask an administrator to give the right “consent to exports” to a colleague.',
      own: 'You cannot decide on your own request; somebody else has to.',
      decided: 'This request has been dealt with already; reload to see how.',
      not_approved: 'Nobody has consented to this request yet.',
      taken: 'The file has been downloaded once already; ask again if you need it again.',
      expired: 'The consent has run out (it holds for 24 hours); ask again.',
      no_file: 'There is no file to this request; go on where you asked.',
    },
    read: {
      limit:
        'You have seen {limit} different records today, which is the limit. What you have seen stays open; new ones from {at} on. For much data use an export, or ask an administrator to raise the limit.',
    },
    unmask: {
      limit:
        'You have had masked values shown {limit} times today, which is the limit; you can again from {at}. Ask an administrator if you need more.',
    },
  },
  consent: {
    hint: '{rows} rows · {reason}',
    list: '{noun} · {format}',
    report: 'report “{report}” · {format}',
    refused: 'refused rows of import “{file}” · {format}',
    audit: 'audit log · CSV',
    erasure: 'erasure of a person’s data: {noun} “{title}”',
    person: 'copy of a person’s data: {noun} “{title}”',
  },
  rights: {
    export: { consent: 'consent to others’ exports' },
    personalData: { export: 'export a copy of a person’s data', erase: 'erase a person’s data (for good)' },
  },
  notices: {
    kinds: {
      consent: {
        asked: { label: 'Somebody asks for my consent', text: '{by} asks for your consent: {what} ({rows} rows)' },
        approved: {
          label: 'My request was approved',
          text: '{by} consented to your request: {what}; download it once within 24 hours',
        },
        refused: { label: 'My request was refused', text: '{by} refused your request: {what}' },
      },
      audit: {
        auditors: { label: 'Auditors change', text: '{by} changed who may read the audit log' },
        reads: {
          label: 'Somebody reads too many records',
          text: '{by} has seen more than {limit} different records today; new ones are held back',
        },
        rules: {
          label: 'Data rules change',
          text: '{by} changed the rules of exports, masked values or erasure; see the audit log',
        },
      },
    },
  },
  tiles: {
    consent: { waiting: { title: 'Exports waiting for my consent', empty: 'No request waits for you' } },
  },
  api_groups: { consent: 'Export requests', dataRules: 'Data rules' },
  api: {
    consent: {
      list: 'Requests waiting for me, and my own',
      ask: 'Ask for a second person’s consent',
      approve: 'Consent to a request',
      refuse: 'Refuse a request',
      withdraw: 'Withdraw one’s own request',
      download: 'Download the file that was consented to (once)',
    },
    dataRules: { read: 'The data rules', change: 'Change the data rules' },
  },
}
