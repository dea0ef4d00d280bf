import { usePhone } from '#web/ui/index.ts'

/** What is chosen of the things that `Choices` shows; on a phone nothing stands beside the choice, so without one the first is open. */
export function useFirstOnPhone(chosen: string | undefined, first: string | undefined): string | undefined {
  const phone = usePhone()
  return chosen ?? (phone ? first : undefined)
}
