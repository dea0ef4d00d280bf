export default {
  notices: {
    somebody: 'The system',
    unseen: '(no longer visible to you)',
    way: 'Open: {url}',
    subject: 'Zhanggui: {text}',
    test: 'This is a test message from Zhanggui. The robot “{name}” can receive notices.',
    kinds: {
      record: {
        handed: { label: 'A record is handed to me', text: '{by} handed you {noun} {title}' },
        handedMany: { label: 'Many records are handed to me', text: '{by} handed you several records ({noun})' },
      },
      team: { joined: { label: 'I am added to a team', text: '{by} added you to the team of {noun} {title}' } },
      import: {
        finished: {
          label: 'An import has finished',
          text: 'The import “{file}” has finished: {done} written, {refused} refused',
        },
      },
      bulk: {
        finished: {
          label: 'A bulk change has finished',
          text: 'The bulk change has finished: {done} done, {refused} refused',
        },
      },
      invitation: { accepted: { label: 'An invitation is accepted', text: '{by} accepted your invitation' } },
      signIn: {
        newDevice: {
          label: 'Sign-in from a new device',
          text: 'Somebody signed in to your account from a new device ({device}, {at}). Not you? Change your password now.',
        },
      },
    },
  },
  problems: {
    'robot.address_refused':
      'This address cannot be used. Enter the webhook of the group robot (it begins with {example}).',
    'robot.failed': 'The message did not go: {reason}. Check address and secret.',
  },
}
