import { Link } from '@tanstack/react-router'
import { useObjectNamed } from '#web/api/index.ts'

/**
 * A record's title as a link to its page; plain text where this person has no page for it (a line of another object, an object that may
 * not be read). A click does not reach the row or card that it stands in.
 */
export function RecordLink({ object, id, title }: { object: string; id: string; title: string }) {
  const target = useObjectNamed(object)
  if (!target || target.lineOf) return <span>{title}</span>
  return (
    <Link
      to="/o/$path/$id"
      params={{ path: target.path, id }}
      className="field-text"
      title={title}
      preload={false}
      onClick={event => event.stopPropagation()}
    >
      {title}
    </Link>
  )
}
