export default {
  api: { demo: 'The people of the demo company, and their password' },
  problems: {
    'setting.invalid': 'The setting {name} cannot be "{value}"; it should be {expected}.',
    'port.taken': 'Port {port} is taken by another program; stop that one, or name another port with PORT.',
    'port.not_allowed': 'This user may not use port {port}; name a port above 1024 with PORT.',
    'port.no_such_host': 'This machine has no address {host}; correct HOST.',
    'demo.own_database': 'The demo company has a database of its own; start --demo without DATABASE_URL.',
  },
  program: {
    demo: 'This is the demo company; its data lie in {folder}. Choose a person on the sign-in page.',
    demo_making: 'Making the demo company … {percent}%',
    ready: 'Zhanggui is running: {url}',
    setup: 'First start: open this link to set up the company and its administrator: {url}',
    worker: 'The Zhanggui worker is running.',
    stopping: 'Stopping …',
    stopped: 'Stopped.',
    unexpected: 'The program met an unexpected error:',
  },
}
