// Its place in the router; the screen itself is written in this folder.
export function ReportPage() {
  return <p>ReportPage</p>
}
