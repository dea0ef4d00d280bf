/** A tab that waits for a file. Browsers allow it only while a click is handled; null where they do not, and then the file is saved. */
export const openingTab = (): Window | null => {
  const tab = window.open('', '_blank')
  if (tab) tab.opener = null
  return tab
}
