/** The mark: a seal with the old coin, round with a square hole. */
export function SealMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="8" fill="var(--seal)" />
      <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinejoin="round">
        <circle cx="16" cy="16" r="9.6" />
        <rect x="12.2" y="12.2" width="7.6" height="7.6" rx="0.6" />
      </g>
    </svg>
  )
}
