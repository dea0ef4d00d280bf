import { Segmented } from 'antd'
import { useText } from '#web/ui/index.ts'
import { type Lens, lenses } from './figure-requests.ts'

/** Whose opportunities are counted. */
export function LensChoice({ value, onChange }: { value: Lens; onChange: (lens: Lens) => void }) {
  const t = useText()
  return (
    <Segmented
      aria-label={t('figures.whose')}
      value={value}
      onChange={lens => onChange(lens as Lens)}
      options={lenses.map(lens => ({ value: lens, label: t(`figures.lens.${lens}`) }))}
    />
  )
}
