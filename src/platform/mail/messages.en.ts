export default {
  problems: {
    mail: {
      not_set_up:
        'No mail server is set up. Let the administrator enter one under Settings → Security, or copy the link and send it yourself.',
      failed: 'The mail was not sent. The mail server says: {reason}. Check the mail settings and try again.',
      bad_address: 'The e-mail address {address} is wrong; correct it.',
      private_host:
        'The mail server {host} is inside a private network, which is not allowed here. Enter a public one.',
    },
    secret: {
      other_key:
        'This was encrypted with another key and cannot be read. Let the operator bring back SECRET_KEY, or enter it again.',
    },
  },
  mail: {
    test: {
      subject: 'Test mail from Zhanggui',
      text: 'If you read this, the mail settings of {company} work.',
    },
  },
}
