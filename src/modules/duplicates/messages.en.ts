export default {
  api_groups: { duplicates: 'Duplicate check', merges: 'Merging' },
  api: {
    duplicates: {
      check: 'Check what is being typed against customers, pools and open leads',
      find: 'Look for duplicates by part of a name or a whole number',
      rules: 'Read the rules of the duplicate check',
      writeRules: 'Change the rules of the duplicate check',
      ask: 'Ask to collaborate on a record or to have it',
      scan: 'Begin a search of the whole base for duplicates',
      scans: 'The latest searches of the whole base',
      readScan: 'How far a search of the whole base is',
      stopScan: 'Stop a search of the whole base',
      groups: 'The groups that a search of the whole base found',
      different: 'Say that records are not the same',
    },
    merges: {
      preview: 'Preview a merge: field by field, and what moves along',
      merge: 'Merge several records into one',
      undo: 'Undo a merge',
      of: 'The merges into a record',
    },
  },
  rights: { duplicate: { override: 'Save in spite of a duplicate (with a reason)' } },
  audit: {
    kinds: {
      duplicate_looked: 'Duplicate check showed records out of sight',
      duplicate_overridden: 'Saved in spite of a duplicate',
      duplicate_asked: 'Asked for a record of somebody else',
      record_merged: 'Merged records',
      merge_undone: 'Undid a merge',
    },
  },
  problems: {
    'duplicate.forbidden':
      'There is the same {noun} already: owner {owner}, last contact {last}. Ask to collaborate or to have it, or claim it from its pool; a manager may save all the same with a reason.',
    'duplicate.in_file': 'The same as another {noun} made together with it; keep only one.',
    'duplicate.may_not_override': 'Only a manager may save in spite of a duplicate; ask yours, or ask to collaborate.',
    'duplicate.no_need_to_ask': 'You may edit this record already; there is no need to ask.',
    'duplicate.in_pool': 'This record lies in a pool and has no owner; claim it.',
    'duplicate.asked_already': 'You have asked already; your request waits for an answer.',
    'duplicate.scan_running': 'A search of the whole base is under way; wait for its end, or stop it first.',
    'duplicate.not_reached':
      'You may not change the record that is asked for, so you cannot decide; its owner or his superior can.',
    'merge.too_few': 'Choose 2 to 10 different records to merge.',
    'merge.merged_already': 'Some of these have been merged already; reload and look again.',
    'merge.undone_already': 'This merge has been undone already.',
    'merge.unknown_choice': 'For “{field}” a record was chosen that is not among these; choose again.',
    moved: 'This record was merged into another; open that one.',
  },
  duplicates: {
    said: { pool: 'pool “{pool}”', nobody: 'nobody', never: 'never' },
  },
  accessRequest: {
    name: 'Access request',
    plural: 'Access requests',
    fields: {
      title: 'Looked for',
      kind: 'Asks to',
      noun: 'Kind of record',
      record: 'Record id',
      requester: 'Asked by',
      reason: 'Reason',
      state: 'State',
      access: 'Access given',
      decidedBy: 'Decided by',
      decidedAt: 'Decided at',
      answer: 'Answer',
      owner: 'Owner then',
    },
    options: {
      kind: { collaborate: 'Collaborate', transfer: 'Have it' },
      noun: { customer: 'Customer', lead: 'Lead', contact: 'Contact' },
      state: { open: 'Open', approved: 'Approved', refused: 'Refused' },
      access: { read: 'Read', edit: 'Edit' },
    },
    verbs: {
      approve: { label: 'Approve', access: 'Access (to collaborate)', answer: 'Answer' },
      refuse: { label: 'Refuse', answer: 'Why not' },
    },
    views: { all: 'All', mine: 'Asked by me', open: 'Open' },
    sections: { main: 'Request', decision: 'Decision' },
  },
  customer: { verbs: { merge: { label: 'Merge', other: 'Customer that becomes part of this one' } } },
  lead: { verbs: { merge: { label: 'Merge', other: 'Lead that becomes part of this one' } } },
  contact: { verbs: { merge: { label: 'Merge', other: 'Contact that becomes part of this one' } } },
  history: { verbs: { merge: 'Merge' } },
  notices: {
    kinds: {
      accessRequest: {
        asked: { label: 'Somebody asks for a record of mine', text: '{by} asks about a record of yours: “{title}”' },
        decided: { label: 'My access request was decided', text: '{by} decided your request “{title}”' },
      },
    },
  },
  tiles: {
    accessRequests: { toDecide: { title: 'Access requests to decide', empty: 'No access requests to decide' } },
  },
}
