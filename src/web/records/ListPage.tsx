// Its place in the router; the screen itself is written in this folder.
export function ListPage() {
  return <p>ListPage</p>
}
