import { type ApiRecord, useObjectNamed } from '#web/api/index.ts'

/** Whether the way to a customer is offered: the lead may be converted, and its viewer has anything to do with customers. */
export function useCanConvert(record: ApiRecord): boolean {
  const customers = useObjectNamed('customer')
  return customers !== undefined && record.can.includes('convert')
}
