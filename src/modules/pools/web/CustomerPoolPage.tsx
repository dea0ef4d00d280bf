import { PoolPage } from './PoolPage.tsx'

/** 公海 of customers. */
export default function CustomerPoolPage() {
  return <PoolPage noun="customer" />
}
