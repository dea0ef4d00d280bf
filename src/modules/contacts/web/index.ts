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
  ],
  companions: {
    customer: {
      key: 'contact',
      path: '/customers/with-contact',
      permission: 'contact.create',
      load: () => import('./FirstContact.tsx'),
    },
  },
})
