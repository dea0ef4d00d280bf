export default {
  collectionPlan: {
    name: 'Instalment',
    plural: 'Collection plan',
    fields: {
      name: 'Name',
      contract: 'Contract',
      customer: 'Customer',
      instalmentNo: 'No.',
      kind: 'Kind',
      dueOn: 'Due on',
      releaseOn: 'Released on',
      amount: 'Planned',
      currency: 'Currency',
      receivedAmount: 'Received',
      restAmount: 'Rest',
      state: 'State',
      standing: 'Standing',
      paidOn: 'Paid on',
      remindDays: 'Remind before (days)',
      legalEntity: 'Our company',
      remark: 'Remark',
      owner: 'Owner',
    },
    hints: {
      remindDays: 'Left empty: as the company says.',
      owner: 'Always the contract’s owner.',
    },
    options: {
      kind: {
        normal: 'Normal',
        retention: 'Retention',
      },
      state: {
        pending: 'Pending',
        partial: 'Partly paid',
        paid: 'Paid',
      },
      standing: {
        planned: 'Not in effect yet',
        live: 'In effect',
        void: 'No longer owed',
      },
    },
    verbs: {
      postpone: {
        label: 'Move the date',
        dueOn: 'New due date',
        reason: 'Why',
      },
    },
    views: {
      open: 'To collect',
      overdue: 'Overdue',
      thisWeek: 'Due this week',
      within30Days: 'Due within 30 days',
      partlyPaid: 'Partly paid',
      paid: 'Paid',
    },
    sections: {
      money: 'Amounts',
      words: 'Remark',
    },
    conditions: {
      isPressing: 'To be asked for',
    },
    instalment: 'Instalment {no}',
    retention: 'Retention (no. {no})',
  },
  seal: {
    name: 'Seal',
    plural: 'Seals',
    fields: {
      name: 'Name',
      legalEntity: 'Our company',
      kind: 'Kind',
      image: 'Picture',
      state: 'State',
    },
    hints: {
      image: 'Only whoever keeps the seals sees it.',
    },
    options: {
      kind: {
        contract: 'Contract seal',
        company: 'Company seal',
        finance: 'Finance seal',
        legalRepresentative: 'Legal representative’s seal',
      },
      state: {
        active: 'In use',
        retired: 'Retired',
      },
    },
    verbs: {
      retire: {
        label: 'Retire',
      },
      reinstate: {
        label: 'Use again',
      },
    },
    views: {
      active: 'In use',
      retired: 'Retired',
    },
  },
  tiles: {
    contracts: {
      collect: {
        title: 'Money to collect',
      },
      expiring: {
        title: 'Contracts ending soon',
        empty: 'No contract ends soon.',
      },
      preparing: {
        title: 'Contracts to bring into effect',
        empty: 'No contract waits to take effect.',
      },
    },
  },
  notices: {
    kinds: {
      collectionPlan: {
        due: {
          label: 'Money due soon',
          text: '{title} is due on {day}: ask for the money',
        },
        overdue: {
          label: 'Money overdue',
          text: '{title} was due on {day} and is not paid',
        },
      },
      contract: {
        expiring: {
          label: 'Contract ending soon',
          text: 'The contract {title} ends on {day}',
        },
      },
    },
  },
  reports: {
    signedByPerson: {
      title: 'Signed per person',
      how: 'By the day of signing: the amount as signed times each person’s share, per currency; frameworks and voided contracts are left out, a shared contract counts for each of its people.',
      dimensions: {
        person: 'Person',
      },
      measures: {
        amount: 'Signed amount',
        count: 'Signed contracts',
      },
    },
    signedByDepartment: {
      title: 'Signed per department',
      how: 'By the department in which people were when it was signed; later moves change nothing. Frameworks and voided contracts are left out.',
      dimensions: {
        department: 'Department',
      },
      measures: {
        amount: 'Signed amount',
        count: 'Signed contracts',
      },
    },
    signedByMonth: {
      title: 'Signed by month',
      how: 'Signed amounts by the month of signing; frameworks and voided contracts are left out.',
      dimensions: {
        month: 'Month',
      },
      measures: {
        amount: 'Signed amount',
        count: 'Signed contracts',
      },
    },
    dueByMonth: {
      title: 'Due by month',
      how: 'Instalments of contracts in effect, by the month in which they are due, per currency.',
      dimensions: {
        month: 'Month',
      },
      measures: {
        planned: 'Planned',
        received: 'Received',
        rest: 'Rest',
        unpaid: 'Not paid',
      },
    },
  },
  api_groups: {
    contractSettings: 'Contract settings',
    contracts: 'Contracts',
  },
  api: {
    contractSettings: {
      read: 'Read the settings of contracts',
      change: 'Change the settings of contracts',
    },
    contracts: {
      sealUses: 'Read which seals were put on a contract',
    },
  },
}
