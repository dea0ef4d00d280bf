import { queryClient } from '#web/api/index.ts'

/** Reads anew what pages show of the pools beside their records: who may what, which rules come. */
export const refreshPools = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['pools'] })
