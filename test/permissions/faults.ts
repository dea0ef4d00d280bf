/** A mistake as somebody might make it in the access code: in this file, this text becomes that one. */
export interface Fault {
  name: string
  file: string
  from: string
  to: string
}

const access = 'src/platform/access'

/** Twenty mistakes, each of which the differential test must notice. */
export const faults: readonly Fault[] = [
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
]
