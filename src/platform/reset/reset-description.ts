// What `GET /api/company/reset` says before anything goes, and `POST /api/company/reset` afterwards.

/** A noun and how many of its records there are, those in the bin included. */
export interface NounCount {
  name: string
  label: string
  count: number
}

export interface ResetPreview {
  /** The company's name, which has to be typed. */
  company: string
  /** Nouns whose records go. */
  goes: NounCount[]
  /** Nouns that go only when asked for: what was set up with care before the work began. */
  asked: NounCount[]
  /** Nouns that stay: they are settings. */
  stays: NounCount[]
  history: number
  files: { count: number; bytes: number }
  notices: number
  imports: number
  /** The folder on the server into which the backup is written first. */
  backupFolder: string
}

export interface ResetDone {
  /** The file of the backup; null when none was wanted. */
  backup: string | null
  /** By noun, how many records went; nouns without records are left out. */
  removed: Record<string, number>
  history: number
  files: number
}
