import { writeGuides } from './guide-text.ts'

await writeGuides()
