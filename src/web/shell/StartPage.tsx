// Where a day begins.
export { WorkbenchPage as StartPage } from '#web/workbench/WorkbenchPage.tsx'
