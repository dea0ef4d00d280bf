const causes = {
  released: 'Released by a person',
  recovered: 'Recovered by the rules',
  overdue: 'Overdue',
  imported: 'Imported',
}
const verbs = {
  claim: { label: 'Claim' },
  assign: { label: 'Assign', owner: 'To', reason: 'Reason' },
  release: { label: 'Release to pool', pool: 'Pool', reason: 'Reason' },
  lock: { label: 'Lock' },
  unlock: { label: 'Unlock' },
  recover: { label: 'Recovered' },
}

export default {
  pool: {
    name: 'Pool',
    plural: 'Pools',
    fields: {
      name: 'Name',
      object: 'Holds',
      rank: 'Order',
      isEnabled: 'In use',
      isForEverybody: 'Everybody is a member',
      members: 'Members and managers',
      hiddenFields: 'Fields hidden from members',
      claimsPerDay: 'Claims per person and day',
      viewsPerDay: 'Views per person and day',
      barDays: 'Days until the previous owner may claim again',
      rules: 'Recovery rules',
      sparesOpen: 'Spare those with an open opportunity',
      protectionDays: 'Default protection in days',
      longestDays: 'Longest protection in days',
      countedMethods: 'Methods that count',
      countedLength: 'Least characters of a follow-up',
      countedNeedsFile: 'A follow-up needs a file',
      warnDays: 'Warn so many days before',
    },
    hints: {
      rank: 'Of several pools in which somebody takes part, the rules of the first hold for what he owns.',
      rules: 'Changed rules act from tomorrow.',
      hiddenFields: 'Managers see all; members see these, and may filter by them, only after claiming.',
      claimsPerDay: 'Empty: as many as one likes.',
      viewsPerDay: 'Empty: as many as one likes; only opening a record counts.',
      protectionDays: 'For so many days after it was received nothing is recovered.',
      longestDays: 'However often it is followed up, it is kept no longer than so many days after it was received.',
      countedMethods: 'None chosen: all count.',
    },
    options: {
      object: { customer: 'Customers', lead: 'Leads' },
      countedMethods: {
        phone: 'Phone',
        wechat: 'WeChat',
        email: 'E-mail',
        sms: 'Text message',
        visit: 'Visit',
        meeting: 'Meeting',
        campaign: 'Campaign',
        other: 'Other',
      },
    },
    sections: { members: 'Members and claims', rules: 'Recovery rules', counted: 'Which follow-ups count' },
  },
  poolMember: {
    name: 'Pool member',
    plural: 'Pool members',
    fields: { pool: 'Pool', part: 'Part', user: 'Person', department: 'Department' },
    options: { part: { member: 'Member', manager: 'Manager' } },
  },
  poolRule: {
    name: 'Recovery rule',
    plural: 'Recovery rules',
    fields: { pool: 'Pool', level: 'Level', measure: 'Without', days: 'Days' },
    hints: { level: 'Empty: all levels; what is said of a level counts before that.' },
    options: {
      measure: {
        activity: 'A follow-up that counts',
        opportunity: 'A new opportunity',
        deal: 'A deal (lead: conversion)',
        dealAgain: 'A further deal (customers who have bought)',
      },
    },
  },
  poolHiddenField: { name: 'Hidden field', plural: 'Hidden fields', fields: { pool: 'Pool', field: 'Field' } },
  ownershipLimit: {
    name: 'Ownership limit',
    plural: 'Ownership limits',
    fields: {
      name: 'Name',
      object: 'Of',
      kind: 'Limits',
      user: 'Person',
      department: 'Department',
      role: 'Role',
      max: 'At most',
      countsClosed: 'Counts those who have bought',
    },
    hints: { role: 'The id of a role, such as salesperson; without person, department and role it is for everybody.' },
    options: { object: { customer: 'Customers', lead: 'Leads' }, kind: { own: 'Owned', lock: 'Locked' } },
  },
  customer: { verbs },
  lead: { verbs },
  pools: {
    causes,
    because: {
      customer: {
        activity: 'No follow-up that counts in {days} days since {from}',
        opportunity: 'No new opportunity in {days} days since it was received on {from}',
        deal: 'No deal in {days} days since it was received on {from}',
        dealAgain: 'No further deal in {days} days since {from}',
        longest: 'The longest protection of {days} days since {from} is over',
      },
      lead: {
        activity: 'No follow-up that counts in {days} days since {from}',
        deal: 'Not converted in {days} days since it was received on {from}',
        longest: 'The longest protection of {days} days since {from} is over',
      },
    },
  },
  notices: {
    kinds: {
      pool: {
        falling: {
          customer: {
            label: 'A customer goes back to the pool soon',
            text: '{title} goes back to the pool soon; follow it up',
          },
          lead: {
            label: 'A lead goes back to the pool soon',
            text: '{title} goes back to the pool soon; follow it up',
          },
        },
        fallingMany: {
          customer: {
            label: 'Customers go back to the pool soon',
            text: '{count} of your customers go back to the pool soon; follow them up',
          },
          lead: {
            label: 'Leads go back to the pool soon',
            text: '{count} of your leads go back to the pool soon; follow them up',
          },
        },
        recovered: {
          customer: {
            label: 'A customer went back to the pool',
            text: 'One of your customers went back to the pool by the rules',
          },
          lead: { label: 'A lead went back to the pool', text: 'One of your leads went back to the pool by the rules' },
        },
        recoveredMany: {
          customer: {
            label: 'Customers went back to the pool',
            text: '{count} of your customers went back to the pool by the rules',
          },
          lead: {
            label: 'Leads went back to the pool',
            text: '{count} of your leads went back to the pool by the rules',
          },
        },
      },
    },
  },
  tiles: {
    pools: {
      falling_customer: {
        title: 'Customers about to go back to the pool',
        empty: 'None of the customers is about to go back; well followed up.',
      },
      falling_lead: {
        title: 'Leads about to go back to the pool',
        empty: 'None of the leads is about to go back; well followed up.',
      },
    },
  },
  api_groups: { pools: 'Pools' },
  api: {
    pools: {
      mine: 'The pools that are open to this person, how much is in them and what may still be claimed today',
      list_customer: 'The customers in a pool',
      list_lead: 'The leads in a pool',
      peek_customer: 'A customer in a pool, why it is there, and its way',
      peek_lead: 'A lead in a pool, why it is there, and its way',
      act_customer: 'Claim, assign or move several customers of a pool',
      act_lead: 'Claim, assign or move several leads of a pool',
      custody_customer: 'Whose a customer is: why it is in a pool, or when it falls into one and by which rule',
      custody_lead: 'Whose a lead is: why it is in a pool, or when it falls into one and by which rule',
      runs: 'What the nights recovered',
      run: 'Which records one night recovered',
      rules: 'The rules of a pool of today, and those from tomorrow',
    },
  },
  problems: {
    'pool.with_owner': 'What is put into a pool has no owner; leave out the owner or the pool.',
    'pool.not_of_noun': 'This pool is out of use or does not hold such records; choose another one.',
    'pool.not_yours': 'You are no member of this pool; choose one of your own.',
    'pool.not_in_pool': 'It is in no pool any more; reload the page.',
    'pool.already_there': 'It is in this pool already; choose another one.',
    'pool.none': 'There is no pool in use; ask an administrator to enable one.',
    'pool.barred': 'You had it until lately; you may claim it again from {until}.',
    'pool.claims_used': 'Your {max} claims of today in this pool are used up; come back tomorrow.',
    'pool.claim_by_people': 'Only people claim; use “assign”.',
    'pool.own_cap': '{who} may own {max} and has as many; release or hand on some first.',
    'pool.lock_cap': '{who} may lock {max} and has as many; unlock some first.',
    'pool.closed_not_locked': 'Who has bought (or is done with) cannot be locked.',
    'pool.lock_needs_owner': 'Nobody owns it; claim or assign it before locking.',
    'pool.taken': 'Somebody else was faster, or it is in this pool no more.',
    'pool.views_used': 'You have opened {max} records of this pool today; come back tomorrow.',
    'pool.has_records': '{count} records are in it; move them to another pool or assign them first.',
    'pool.object_stays': 'What a pool holds is settled when it is made; make another one.',
    'pool.last': 'This is the last pool in use; enable another one first.',
    'pool.not_hideable': '“{field}” is no field that can be hidden; choose one of the list.',
    'pool.member_names_one': 'A line names one person or one department.',
    'pool.member_twice': 'A person or department is named twice; take one line away.',
    'pool.measure_of_customers': 'This rule is for pools of customers only; choose another one.',
    'pool.rule_twice': 'The same rule stands twice for one level; take one line away.',
    'pool.longest_too_short':
      'The longest protection cannot be shorter than the default of {days} days; make it longer.',
    'ownershipLimit.one_subject': 'Name a person, a department or a role, not several; empty the others.',
    'ownershipLimit.no_such_role': 'There is no such role; choose one of the list.',
  },
}
