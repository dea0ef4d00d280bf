export default {
  user: {
    name: 'User',
    plural: 'Users',
    fields: {
      name: 'Name',
      department: 'Department',
      superior: 'Superior',
      position: 'Position',
      phones: 'Phones',
      emails: 'E-mails',
      state: 'State',
      joinedOn: 'Joined on',
      leftOn: 'Left on',
      expertise: 'Expertise',
      territory: 'Territory',
      leaveFrom: 'On leave from',
      leaveUntil: 'On leave until',
    },
    hints: {
      superior: 'The scope “own and team’s” follows this line.',
      expertise: 'Used to assign leads; several are separated by commas, such as: manufacturing, energy.',
      territory: 'Used to assign leads: provinces or cities by their Chinese names, separated by commas.',
      leaveUntil: 'Up to and with this day; empty while nobody knows. Leads are not assigned to whoever is on leave.',
    },
    options: {
      state: {
        active: 'Active',
        left: 'Left',
      },
    },
    views: {
      active: 'Active',
    },
  },
  department: {
    name: 'Department',
    plural: 'Departments',
    fields: {
      name: 'Name',
      parent: 'Parent department',
      head: 'Head',
    },
  },
  problems: {
    'user.has_left': '{name} has left and gets nothing new; choose a colleague who is still here.',
  },
}
