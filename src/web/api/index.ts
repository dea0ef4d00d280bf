// What screens use to talk to the server.
export * from './catalog.ts'
export { api, apiUrl, type Query } from './client.ts'
export * from './problem.ts'
export { queryClient } from './query-client.ts'
export { useReachability } from './reachability.ts'
export * from './records.ts'
export * from './search.ts'
export * from './session.ts'
