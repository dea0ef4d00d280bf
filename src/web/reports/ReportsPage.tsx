// Its place in the router; the screen itself is written in this folder.
export function ReportsPage() {
  return <p>ReportsPage</p>
}
