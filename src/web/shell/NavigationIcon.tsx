import {
  ApartmentOutlined,
  AppstoreOutlined,
  BankOutlined,
  BarChartOutlined,
  FileTextOutlined,
  FunnelPlotOutlined,
  HomeOutlined,
  KeyOutlined,
  PartitionOutlined,
  RiseOutlined,
  ShopOutlined,
  TagsOutlined,
  TeamOutlined,
  BulbOutlined,
  ImportOutlined,
  LogoutOutlined,
  PlusOutlined,
  TranslationOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

// Only these are loaded; a noun that wants another icon adds it here.
const icons: Record<string, ComponentType<{ className?: string; 'aria-hidden'?: boolean }>> = {
  ApartmentOutlined,
  AppstoreOutlined,
  BankOutlined,
  BarChartOutlined,
  FunnelPlotOutlined,
  HomeOutlined,
  KeyOutlined,
  PartitionOutlined,
  RiseOutlined,
  ShopOutlined,
  TagsOutlined,
  TeamOutlined,
  TranslationOutlined,
  PlusOutlined,
  LogoutOutlined,
  ImportOutlined,
  BulbOutlined,
}

/** The icon that a declaration names; a sheet of paper for a name that is not among ours. */
export function NavigationIcon({ name, className = '' }: { name: string; className?: string }) {
  const Icon = icons[name] ?? FileTextOutlined
  return <Icon className={className} aria-hidden />
}
