import { tableOf } from '../access/visible.ts'
import type { Catalog } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'

/** What a reset does with each table of a company; a test asks that no table is forgotten. */
export interface ResetTables {
  /** Emptied whole. */
  emptied: string[]
  /** Rows of the kept nouns stay, by their column `object`; rows that belong to no noun go. */
  sifted: string[]
  kept: string[]
}

/** The nouns that stay, go, and go only when asked for; lines are with their parent. */
export interface ResetNouns {
  goes: ObjectDefinition[]
  asked: ObjectDefinition[]
  stays: ObjectDefinition[]
}

/** By `atReset` of the declaration: without it a noun goes. Lines are not among them. */
export function resetNouns(catalog: Catalog): ResetNouns {
  const nouns = [...catalog.objects.values()].filter(object => !object.lineOf)
  return {
    stays: nouns.filter(object => object.atReset === 'stays'),
    asked: nouns.filter(object => object.atReset === 'asked'),
    goes: nouns.filter(object => object.atReset === undefined),
  }
}

/** Every table of a company. `goes` are the nouns whose records go. */
export function resetTables(catalog: Catalog, goes: readonly ObjectDefinition[]): ResetTables {
  const names = new Set(goes.map(object => object.name))
  const isGoing = (object: ObjectDefinition): boolean => names.has(object.lineOf?.object ?? object.name)
  const objects = [...catalog.objects.values()]
  const tables = (some: ObjectDefinition[]): string[] => some.map(tableOf)
  return {
    emptied: [...tables(objects.filter(isGoing)), ...work],
    sifted: [...byObject],
    kept: [...tables(objects.filter(object => !isGoing(object))), ...settings],
  }
}

/** What came of working: it goes whatever it was about. */
const work = [
  'closed_months',
  'account_entries',
  'contract_changes',
  'seal_uses',
  'approval_steps',
  'approval_tasks',
  'approvals',
  'conversions',
  'file_links',
  'form_fields',
  'form_keys',
  'form_submissions',
  'touches',
  'quote_links',
  'quote_views',
  'bulk_rows',
  'different_pairs',
  'duplicate_groups',
  'duplicate_members',
  'duplicate_scans',
  'bulk_runs',
  'erasure_runs',
  'consent_requests',
  'daily_reads',
  'daily_uses',
  'handover_rows',
  'handovers',
  'hot_dismissals',
  'import_rows',
  'import_claims',
  'import_values',
  'imports',
  'merges',
  'lead_assignments',
  'forecast_days',
  'forecast_snapshots',
  'opportunity_assignments',
  'stage_norms',
  'notice_deliveries',
  'notices',
  'outbox',
  'outbox_marks',
  'redirects',
  'pool_claims',
  'pool_clock_starts',
  'pool_stays',
  'pool_views',
  'prints',
  'recovery_runs',
  'segment_counts',
  'segment_members',
  'segment_moves',
] as const

/** What stands beside the records of all nouns. */
const byObject = [
  'contact_points',
  'erased_numbers',
  'files',
  'history',
  'match_keys',
  'search_entries',
  'stars',
  'team_changes',
  'team_members',
  'transitions',
] as const

/** What the company says of itself and of how it works. `batches` and `counters` are settled by what refers to them. */
const settings = [
  'approval_deputies',
  'approval_flow_versions',
  'approval_flows',
  'assignment_turns',
  'contract_settings',
  'conversion_mappings',
  'audit_log',
  'batches',
  'calendar_days',
  'calendar_years',
  'choice_options',
  'counters',
  'custom_fields',
  'daily_runs',
  'department_members',
  'erasure_receipts',
  'field_settings',
  'duplicate_rules',
  'follow_up_settings',
  'idempotency_keys',
  'import_mappings',
  'match_fillings',
  'lead_settings',
  'list_preferences',
  'notice_preferences',
  'opportunity_rule_turns',
  'number_patterns',
  'phrases',
  'pipeline_versions',
  'pool_rule_versions',
  'print_templates',
  'robots',
  'role_grants_given',
  'roles',
  'saved_views',
  'schema_migrations',
  'segments',
  'settings',
  'user_roles',
  'workbench_layouts',
] as const
