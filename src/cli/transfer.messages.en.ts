export default {
  problems: {
    'import.bad_settle_file':
      '{file} is not what is expected (at {place}): a list of {"field", "value", "settlement": {"kind", "id" or "title"}}, or for --map an object of headers and fields.',
    'export.unknown_format': 'There is no format “{format}”; choose csv or xlsx.',
    'import.no_such_file': 'There is no file {file}.',
    'export.unknown_object': 'There is nothing called “{name}” to export; try customers or opportunities.',
  },
  cli: {
    commands: {
      import: 'bring an XLSX or CSV file in',
      export: 'write records to an XLSX or CSV file',
    },
    help: {
      import:
        'Usage: zhanggui import FILE --object NAME [--company NAME] [--user USER] [--sheet NAME] [--header-row N] [--mapping NAME] [--key FIELD] [--mode new|update|both|all] [--fill-empty] [--run-automations] [--set NAME=VALUE]… [--map FILE] [--settle FILE] [--propose FILE] [--refused FILE] [--dry-run] [--json]\nUsage: zhanggui import --template FILE.xlsx --object NAME\n--object is a kind of record: customer, product, user, opportunity …\n--set gives one value for all rows (currency=USD, pipeline=NAME), or sourceSystem, dateOrder (ymd, dmy, mdy), doubles (skip, update, create).\n--key says by which column a row is known as a record that is there: id, externalId, a unique field, the name, phones. --mode new leaves those as they are, update changes them and makes none, both changes them and makes the others, all makes every row. --fill-empty changes only what is empty.\n--mapping takes the columns and settings kept under that name. An import sets off no automations without --run-automations.\n--map is a JSON object: header → field, or null to leave the column out.\nValues that no existing record answers to stop the import: they are listed, and the exit code is 2. --propose writes them to a file with what is suggested for each; look it through, correct it, and give it back with --settle.\n--dry-run tells what would happen and writes nothing. --refused writes the refused rows with their reasons.\nWithout --user the system acts. A command that is killed goes on with the next start of the program.',
      export:
        'Usage: zhanggui export WHAT [--out FILE] [--company NAME] [--user USER] [--filter JSON] [--sort FIELDS] [--fields NAMES] [--format csv|xlsx]\nWHAT is customers, opportunities, products, users … Without --out it goes to standard output.',
    },
    import: {
      states: {
        reading: '{name}: still being read.',
        mapping: '{name}: {rows} rows; something is to be chosen first. Nothing was imported.',
        settling: '{name}: {rows} rows; some values have no partner. Nothing was imported.',
        ready: '{name}: {rows} rows. A dry run; nothing was imported.',
        running: '{name}: still running.',
        done: '{name}: {rows} rows, done.',
        failed: '{name}: the import failed.',
        cancelled: '{name}: the import was cancelled.',
        undoing: '{name}: is being undone.',
        undone: '{name}: is undone.',
      },
      counts: 'created {created} · updated {updated} · skipped {skipped} · refused {refused}',
      marks: { withoutCustomer: 'of these without customer: {count}' },
      unsettled: 'Values without partner: {count}. Settle them with --settle FILE (--propose FILE writes one).',
      kinds: {
        use: 'use {title}?',
        create: 'create {title}?',
        leaveEmpty: 'leave empty?',
        refuse: 'refuse?',
      },
    },
    export: { done: 'Written to {file}.' },
  },
}
