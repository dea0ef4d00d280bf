/** How often kill tests kill: a few times in each run, many times in the nightly one. */
export const killRounds = process.env['NIGHTLY'] === '1' ? 50 : 5
