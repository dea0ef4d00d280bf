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
    },
    hints: {
      superior: 'The scope “own and team’s” follows this line.',
      expertise: 'Used to assign leads, such as: manufacturing, East China.',
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
}
