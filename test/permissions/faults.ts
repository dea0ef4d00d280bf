/** A mistake as somebody might make it in the access code: in this file, this text becomes that one. */
export interface Fault {
  name: string
  file: string
  from: string
  to: string
}

const access = 'src/platform/access'

/** Some forty mistakes, each of which the differential test must notice. */
export const faults: readonly Fault[] = [
  {
    name: 'an approver does not see what he approves',
    file: `${access}/records-beside.ts`,
    from: 'return sql<{ record_id: string }>`${team} union ${asked}`',
    to: 'return team',
  },
  {
    name: 'everybody sees what anybody approves',
    file: `${access}/records-beside.ts`,
    from: 'where a.user_id = ${userId}::uuid and a.object = ${object.name}',
    to: 'where a.object = ${object.name}',
  },
  {
    name: 'an approver may do more than read',
    file: `${access}/records-beside.ts`,
    from: "if (verb !== 'read' || userId === null",
    to: 'if (userId === null',
  },
  {
    name: 'the predicate of single reads is dropped',
    file: 'src/platform/records/read.ts',
    from: "where t.id = ${id}::uuid and ${visible(ctx, object, 't')}",
    to: 'where t.id = ${id}::uuid and t.deleted_at is null',
  },
  {
    name: 'counts and sums look at everything',
    file: 'src/platform/query/totals.ts',
    from: "t where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')} ${cap}",
    to: "t where t.deleted_at is null and ${filterSql(ctx, object, filter, 't')} ${cap}",
  },
  {
    name: 'records in the bin are seen',
    file: `${access}/visible.ts`,
    from: 'return sql<boolean>`(${sql.ref(`${alias}.deleted_at`)} is null and ${withinScope(ctx, object, alias, verb)})`',
    to: 'return withinScope(ctx, object, alias, verb)',
  },
  {
    name: 'the reports and the rows behind them are counted without scope',
    file: 'src/platform/reports/figures.ts',
    from: "where ${visible(ctx, object, 't')} and",
    to: 'where t.deleted_at is null and',
  },
  {
    name: 'a page leaves out what teams let one see',
    file: 'src/platform/query/page.ts',
    from: 'return [byOwner, byTeam]',
    to: 'return [byOwner]',
  },
  {
    name: 'a page shows twice what one sees for two reasons',
    file: 'src/platform/query/page.ts',
    from: "${ownedBy(owners, 't')} is not true and ",
    to: '',
  },
  {
    name: 'team expiry is ignored',
    file: `${access}/team-records.ts`,
    from: 'm.until_on >= ${dayAt(ctx.now(), ctx.company.timeZone)}::date',
    to: 'm.until_on is not null',
  },
  {
    name: 'the last day of a team membership is lost',
    file: `${access}/team-records.ts`,
    from: 'm.until_on >= ',
    to: 'm.until_on > ',
  },
  {
    name: 'who may only read as a team member may change',
    file: `${access}/team-records.ts`,
    from: "const edits = needed === 'edit' ? sql`and m.access = 'edit'` : sql``",
    to: 'const edits = sql``',
  },
  {
    name: 'a team gives every right',
    file: `${access}/team-records.ts`,
    from: "return verb === 'update' || isVerb ? 'edit' : null",
    to: "return isVerb ? 'edit' : 'edit'",
  },
  {
    name: 'the end of a department membership is ignored',
    file: `${access}/colleagues.ts`,
    from: ' and coalesce(m.until_on >= today.day, true)',
    to: '',
  },
  {
    name: 'the department tree is read upside down',
    file: `${access}/colleagues.ts`,
    from: 'select d.id from departments d join below on d.parent_id = below.id',
    to: 'select d.parent_id from departments d join below on d.id = below.id where d.parent_id is not null',
  },
  {
    name: 'scopes of several roles are taken for an order',
    file: `${access}/actor.ts`,
    from: 'return [...new Set(held.flatMap(scope => [self, ...peopleWithin(actor, scope)]))]',
    to: "return [...new Set([self, ...peopleWithin(actor, held.at(-1) ?? 'own')])]",
  },
  {
    name: 'subordinates of subordinates are forgotten',
    file: `${access}/load-actor.ts`,
    from: 'select u.id from users u join below on u.superior_id = below.id',
    to: 'select id from below',
  },
  {
    name: 'the narrowest role decides about fields',
    file: `${access}/readable.ts`,
    from: "fieldRightNames[Math.max(...places)] ?? 'hidden'",
    to: "fieldRightNames[Math.min(...places)] ?? 'hidden'",
  },
  {
    name: 'masks are left out of lists, pages and exports',
    file: `${access}/readable.ts`,
    from: 'if (isMasked(ctx, object, field)) return masked(definition, value)',
    to: '',
  },
  {
    name: 'the field check is left out of sort',
    file: 'src/platform/query/sort.ts',
    from: "if (field && isMasked(ctx, object, name)) throw badRequest('sort.masked', { field: name })\n    if (!field || !mayReadField(ctx, object, name))",
    to: 'if (!field)',
  },
  {
    name: 'masked fields are filtered by range',
    file: 'src/platform/query/filter-sql.ts',
    from: "if (asked.op !== 'is' && isMasked(ctx, object, name))",
    to: "if (asked.op === 'is' && asked.op !== 'is')",
  },
  {
    name: 'search finds by fields that are not clear',
    file: 'src/platform/search/search.ts',
    from: 'name => object.fields[name]?.search && mayReadField(ctx, object, name)',
    to: 'name => object.fields[name]?.search',
  },
  {
    name: 'a read-only field is written',
    file: 'src/platform/records/validate.ts',
    from: "else if (writing !== 'byVerb' && isDeclared && !mayWriteField(ctx, object, name))",
    to: "else if (writing === 'byVerb' && isDeclared && !mayWriteField(ctx, object, name))",
  },
  {
    name: 'history tells what fields hide today',
    file: 'src/platform/history/timeline.ts',
    from: 'before: shownValue(ctx, object, field, before),',
    to: 'before,',
  },
  {
    name: 'lines come with their hidden fields',
    file: `${access}/readable.ts`,
    from: "const line = definition.type === 'lines' ?",
    to: "const line = definition.type === 'no lines' ?",
  },
  {
    name: 'a filter through a reference does not ask whether the other record is seen',
    file: 'src/platform/query/filter-sql.ts',
    from: ' and ${visible(ctx, target, next)} and ${within})`',
    to: ' and ${within})`',
  },
  {
    name: 'a change of many takes records that one does not see',
    file: 'src/platform/bulk/work.ts',
    from: "      : visible(ctx, object, 't')\n",
    to: '      : sql`t.deleted_at is null`\n',
  },
  {
    name: 'a change of all that a filter finds finds everything',
    file: 'src/platform/bulk/bulk-run.ts',
    from: "    : visible(ctx, object, 't')\n",
    to: '    : sql`t.deleted_at is null`\n',
  },
  {
    name: 'files are opened without seeing their record',
    file: 'src/platform/files/record-files.ts',
    from: "where t.id = ${record}::uuid and ${visible(ctx, object, 't')}`.execute(ctx.db)\n  return rows[0] ?",
    to: 'where t.id = ${record}::uuid`.execute(ctx.db)\n  return rows[0] ?',
  },
  {
    name: 'who sees a record takes its files away',
    file: 'src/platform/files/record-files.ts',
    from: 'mayChange: rows[0].may === true &&',
    to: 'mayChange: rows[0].may !== undefined &&',
  },
  {
    name: 'a notice names what its reader does not see',
    file: 'src/platform/notify/notice-words.ts',
    from: "where t.id = any(${ids}::uuid[]) and ${visible(ctx, object, 't')}`",
    to: 'where t.id = any(${ids}::uuid[])`',
  },
  {
    name: 'titles of records come unmasked',
    file: 'src/platform/records/titles.ts',
    from: "String(shownValue(ctx, object, object.title, row.title ?? ''))",
    to: "String(row.title ?? '')",
  },
  {
    name: 'live pages tell of records that one does not see',
    file: 'src/platform/live/what-one-sees.ts',
    from: "await idsWhere(ctx, object, ids, visible(ctx, object, 't'))",
    to: 'await idsWhere(ctx, object, ids, sql<boolean>`t.deleted_at is null`)',
  },
  {
    name: 'live pages tell everybody what went into the bin',
    file: 'src/platform/live/what-one-sees.ts',
    from: "(t.deleted_at is not null and ${withinScope(ctx, object, 't')})",
    to: '(t.deleted_at is not null)',
  },
  {
    name: 'a shared view keeps conditions of which its reader may not ask',
    file: 'src/platform/views/prune.ts',
    from: 'if (error instanceof Problem) return false',
    to: 'if (error instanceof Problem) return true',
  },
  {
    name: 'the bin shows what one may not restore',
    file: 'src/platform/bin/bin.ts',
    from: "where t.deleted_at is not null and ${withinScope(ctx, noun, 't', 'restore')} and",
    to: 'where t.deleted_at is not null and',
  },
  {
    name: 'the bin tells titles that are not clear',
    file: 'src/platform/bin/bin.ts',
    from: 'if (!mayReadField(ctx, noun, noun.title)) continue',
    to: 'if (noun.lineOf) continue',
  },
  {
    name: 'whoever may restore something restores everything',
    file: 'src/platform/records/remove.ts',
    from: "t.deleted_at is not null and ${withinScope(ctx, object, 't', 'restore')} for update of t",
    to: 't.deleted_at is not null for update of t',
  },
  {
    name: 'a star is given to what one does not see',
    file: 'src/platform/stars/stars.ts',
    from: '  await get(ctx, object, id)\n',
    to: '\n',
  },
  {
    name: 'an import knows records by id that one does not see',
    file: 'src/platform/transfer/row-keys.ts',
    from: 'sql`t.id::text`, isSeen)',
    to: 'sql`t.id::text`, isLiving)',
  },
  {
    name: 'an import changes what one may only look at',
    file: 'src/platform/transfer/doubles.ts',
    from: "bool_and(${visible(ctx, object, 't', 'update')})",
    to: "bool_and(${visible(ctx, object, 't')})",
  },
  {
    name: 'whoever hands over for some hands over for all',
    file: 'src/platform/handovers/handover.ts',
    from: "(owners !== 'all' && !owners.includes(leaverId)) ||",
    to: '',
  },
  {
    name: 'how a customer came is told of one that is not seen',
    file: 'src/modules/conversions/touches.ts',
    from: 'await get(ctx, objectOf(ctx.catalog, noun), id)',
    to: '',
  },
  {
    name: 'a duplicate is named to whoever may not see it',
    file: 'src/modules/duplicates/describe-matches.ts',
    from: 'isSeen: row.isSeen,',
    to: 'isSeen: true,',
  },
]
