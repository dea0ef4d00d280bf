import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { setsPlace, userRoles } from '../objects/options.ts'
import type { CustomField, FieldSetting, NumberSetting, Overlay, OverlayOption } from '../objects/overlay.ts'

// A restored or moved database has no index yet, whatever the field says of itself.
const indexState = sql`case when index_state = 'ready' and not exists (select from pg_class c
  where c.relname = custom_fields.id || '_idx' and c.relnamespace = current_schema()::regnamespace) then 'failed' else index_state end`

/** What this company's administrator changed, as of now, in one statement. */
export async function readOverlay(db: Queryable): Promise<Overlay> {
  const { rows } = await sql<{ overlay: string }>`select jsonb_build_object(
    'options', coalesce((select jsonb_agg(jsonb_build_object('object', object, 'field', field, 'id', id, 'labelZh', label_zh,
      'labelEn', label_en, 'isRetired', is_retired, 'position', position) order by object, field, position, id)
      from (select object, field, id, label_zh, label_en, is_retired, position from choice_options
        union all select ${setsPlace}, ${userRoles.name}, id, name_zh, name_en, false, position from roles) as options), '[]'),
    'settings', coalesce((select jsonb_agg(jsonb_build_object('object', object, 'field', field, 'labelZh', label_zh,
      'labelEn', label_en, 'hintZh', hint_zh, 'hintEn', hint_en, 'isHidden', is_hidden, 'isRequired', is_required,
      'isQuick', is_quick, 'section', section, 'position', position) order by object, field) from field_settings), '[]'),
    'customFields', coalesce((select jsonb_agg(jsonb_build_object('object', object, 'id', id, 'type', type, 'traits', traits,
      'isSearched', is_searched, 'isFast', is_fast, 'index', ${indexState}, 'isRetired', is_retired) order by created_at, id)
      from custom_fields), '[]'),
    'numbers', coalesce((select jsonb_agg(jsonb_build_object('object', object, 'field', field, 'levels', levels, 'isOn', is_on,
      'version', version) order by object, field) from number_patterns), '[]'))::text as overlay`.execute(db)
  const text = rows[0]?.overlay ?? '{}'
  const read = JSON.parse(text) as {
    options: OverlayOption[]
    settings: FieldSetting[]
    customFields: CustomField[]
    numbers: NumberSetting[]
  }
  return { version: createHash('sha256').update(text).digest('base64url').slice(0, 16), ...read }
}
