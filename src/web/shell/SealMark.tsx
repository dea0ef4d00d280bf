/** The mark: a seal as a shopkeeper puts it on paper. */
export function SealMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect x="1" y="1" width="30" height="30" rx="7" fill="var(--seal)" />
      <g fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M9 8.5h14M16 8.5v15M10 14.5c0 5-1 7-3 9M22 14.5c0 5 1 7 3 9M11 23.5h10" />
      </g>
    </svg>
  )
}
