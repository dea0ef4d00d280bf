export default {
  problems: {
    'company.choose': 'There are several companies: {companies}; choose one with --company.',
    'command.unknown': 'There is no command {name}; "zhanggui help" lists them all.',
    'command.arguments': 'The number of arguments is wrong for {name}; see "zhanggui {name} --help".',
    'command.option': '{name} has no option {option}, or its value is missing; see "zhanggui {name} --help".',
    'backup.nothing': 'There is no company yet, so nothing to back up.',
    'backup.one_file':
      'There are {count} companies, and each gets a file of its own; name a folder that exists, or one company with --company.',
  },
  cli: {
    usage: 'Usage: zhanggui <command> [options]',
    more: 'See "zhanggui <command> --help" for one command, docs/operations.md for the settings.',
    commands: {
      start: 'start Zhanggui',
      migrate: 'bring all databases to the schema of this program',
      backup: 'write a company into a file',
      restore: 'bring a company back from such a file',
      audit: 'verify the audit log, list receipts of erasure',
      report: 'compute a report',
      doctor: 'look whether the installation is in order',
    },
    help: {
      start:
        'Usage: zhanggui start [--port PORT] [--host ADDRESS] [--role web|worker|all]\nStarts Zhanggui, until Ctrl-C or SIGTERM.',
      migrate:
        "Usage: zhanggui migrate\nBrings the control database and every company's to the schema of this program.",
      backup:
        'Usage: zhanggui backup [FILE or FOLDER] [--company ID or NAME]\nWrites the data and accounts of one company (of all, when none is named) into a file each, while people go on working. The file holds password hashes: keep it safe.',
      restore:
        'Usage: zhanggui restore FILE [--erasures FILE]\nReads the whole file first, then brings back its company; a damaged file changes nothing. Where personal data were erased after the backup, --erasures names the output of zhanggui audit erasures; they are erased again after the restore.',
      audit:
        'Usage: zhanggui audit verify [--company ID|NAME] [--expect POSITION:HASH] [--json]\n       zhanggui audit erasures [--company ID|NAME]\nverify reckons the hash chain of the audit log from its first line and names the first line that was touched; then it returns 1. Its last line is the head of the chain: keep it elsewhere and check it with --expect. erasures lists the receipts of erasure, a line of JSON each: keep them beside the backups.',
      report:
        'Usage: zhanggui report [NAME] [--company ID or name] [--user login, ID or name] [--period 2017-Q1 | --from DAY --to DAY] [--currency CODE] [--filter JSON] [--compare previous|lastYear] [--json | --csv]\nComputes a report; without a name it lists them all. With --user it sees what that person may see, without it everything.',
      doctor:
        'Usage: zhanggui doctor [--json]\nLooks at the installation and changes nothing; returns 1 when something is wrong.',
    },
    migrate: { current: 'up to date' },
    backup: {
      done: 'Backed up {company}: {file} ({rows} rows, {files} files)',
      lost: '{company}: the content of {count} files is no longer in the file store; the backup lacks it, too.',
    },
    restore: {
      done: 'Restored {company} ({rows} rows, {files} files, backed up {madeAt})',
      erased: 'Erased {count} records of persons again, by the receipts',
    },
    audit: {
      whole:
        '{company}: the audit log is whole, {lines} lines ({scrubbed} of them without their detail since personal data were erased)\nHead: {head}',
      broken: '{company}: the audit log was touched at line {position} ({id}): {breach}',
      breaches: {
        gap: 'lines before it are missing, or were put in',
        content: 'what it says is not what was sealed',
        detail: 'its detail is not what was sealed',
        scrubbed: 'its detail was taken out without a receipt of erasure',
        end: 'the lines at the end are gone',
        head: 'it is not the head that was kept elsewhere',
      },
    },
  },
  doctor: {
    verdicts: { good: 'ok     ', warning: 'warning', bad: 'WRONG  ' },
    good: {
      audit: '{name}: the audit log is whole, {lines} lines',
      calendar: '{name}: the working calendar knows the years that are needed',
      files: '{name}: files are complete ({place})',
      node: 'Node {version}',
      postgresql: 'PostgreSQL {version}',
      superuser: 'The database role is no superuser',
      databases: 'Databases can be made, one per company',
      encoding: 'Database encoding {encoding}, locale {locale}',
      durability: 'Writes reach the disk (fsync and full_page_writes are on)',
      connections: '{used} database connections of {limit}',
      clock: 'The clock agrees with the database',
      space: '{gigabytes} GB free in {folder}',
      schema: '{name}: database {database} is at schema {version}, up to date',
    },
    warning: {
      calendar: '{name}: the working calendar knows no holidays of {years}; fill them in at Settings, Working calendar',
      files: '{name}: {count} files in {place} belong to nothing; the daily sweep takes them away',
      superuser: 'The database role is a superuser: make an ordinary role for Zhanggui and let it own its database',
      databases: 'The database role may not create databases (CREATEDB), so there is room for one company',
      encoding: 'The locale {locale} of the database knows no Chinese characters; make the database anew with C.UTF-8',
      connections: '{used} of {limit} database connections are in use; raise max_connections or lower POOL_SIZE',
      clock: 'The clock differs from the database by {seconds} s; turn on time synchronisation',
      space: 'Only {gigabytes} GB free in {folder}',
      unfinished: 'Making or removing the company "{company}" broke off; repeat it to go on',
    },
    bad: {
      audit: '{name}: the audit log was touched at line {position} ({breach}); see zhanggui audit verify',
      files:
        '{name}: the content of {count} files is not in {place}; restore it from a backup, or check that FILES points where it was',
      fileStore: '{name}: the file store {place} cannot be reached: {reason}',
      node: 'Node {version} is too old, 24 is needed',
      postgresql: 'PostgreSQL {version} is too old, 15 or newer is needed',
      encoding: 'The database encoding is {encoding}, it must be UTF8',
      durability: 'fsync is {fsync} and full_page_writes {fullPageWrites}: a power cut would lose data',
      schema: '{name}: database {database} lacks {pending} migrations; run "zhanggui migrate"',
      history:
        '{name}: the migration {migration} in database {database} is not the one of this program; use a program as new as the data',
    },
  },
}
