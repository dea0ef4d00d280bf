import { PoolPage } from './PoolPage.tsx'

/** The pool of leads. */
export default function LeadPoolPage() {
  return <PoolPage noun="lead" />
}
