export default {
  contacts: {
    panel: {
      title: 'Contacts',
      none: 'No contacts yet',
      noneText: 'Note whom you know at this customer: call them with one tap, choose them in follow-ups.',
      new: 'New contact',
      primary: 'Primary contact',
      makePrimary: 'Make {name} the primary contact',
      madePrimary: '{name} is the primary contact now',
      all: 'All contacts',
    },
    first: {
      title: 'Contact (optional)',
      name: 'Name of the contact',
      phone: 'Phone of the contact',
      jobTitle: 'Job title of the contact',
    },
  },
}
