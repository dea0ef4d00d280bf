import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: whom one knows at a customer, and the first of them in the form of a new customer. */
export const contactsWeb = defineWebModule({
  name: 'contacts',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: [
    {
      on: 'customer',
      name: 'contacts',
      label: 'contacts.panel.title',
      place: 'tab',
      inPlaceOf: ['contact.customer'],
      order: 10,
      permission: 'contact.read',
      load: () => import('./CustomerContacts.tsx'),
    },
    {
      on: 'customer',
      name: 'map',
      label: 'contacts.map.title',
      place: 'tab',
      inPlaceOf: ['customer.decisionPlaces', 'customer.decisionLinks'],
      order: 11,
      permission: 'contact.read',
      load: () => import('./decision-map/CustomerMap.tsx'),
    },
    {
      on: 'opportunity',
      name: 'map',
      label: 'contacts.map.title',
      place: 'tab',
      order: 11,
      permission: 'contact.read',
      load: () => import('./decision-map/OpportunityMap.tsx'),
    },
    {
      on: 'customer',
      name: 'people',
      label: 'contacts.panel.title',
      place: 'facts',
      order: 10,
      permission: 'contact.read',
      load: () => import('./ContactsInBrief.tsx'),
    },
  ],
  fillers: {
    lead: () => import('./PasteLead.tsx'),
    customer: () => import('./PasteCustomer.tsx'),
    contact: () => import('./PasteContact.tsx'),
  },
  companions: {
    customer: {
      key: 'contact',
      path: '/customers/with-contact',
      permission: 'contact.create',
      load: () => import('./FirstContact.tsx'),
    },
  },
})
