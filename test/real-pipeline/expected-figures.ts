/** A row of a file, by the file's own headers. */
export type Row = Record<string, string>
export type Files = Record<'accounts' | 'products' | 'sales_teams' | 'sales_pipeline', Row[]>

export interface Figures {
  byStage: Record<string, { count: number; amount: string; withoutAmount: number }>
  byQuarter: Record<string, string>
  byManager: Record<string, string>
  bySalesperson: Record<string, { amount: string; winRate: number }>
  winRate: number
  daysToWin: { mean: number; median: number }
  refusedRows: number
}

/** What the files say, worked out without anything of the program: cents as whole numbers, days from the calendar. */
export function expectedFigures({ sales_pipeline: deals, sales_teams: teams }: Files): Figures {
  const won = deals.filter(deal => deal.deal_stage === 'Won')
  const decided = deals.filter(deal => deal.deal_stage === 'Won' || deal.deal_stage === 'Lost')
  const managerOf = new Map(teams.map(agent => [agent.sales_agent, agent.manager]))
  const days = won
    .map(deal => (Date.parse(deal.close_date ?? '') - Date.parse(deal.engage_date ?? '')) / 86_400_000)
    .sort((a, b) => a - b)
  const middle = days.length / 2
  const median = Number.isInteger(middle)
    ? ((days[middle - 1] ?? 0) + (days[middle] ?? 0)) / 2
    : (days[Math.floor(middle)] ?? 0)
  return {
    byStage: grouped(
      deals,
      deal => deal.deal_stage,
      of => ({
        count: of.length,
        amount: sum(of),
        withoutAmount: of.filter(deal => deal.close_value === '').length,
      }),
    ),
    byQuarter: grouped(
      won,
      ({ close_date: day = '' }) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
      sum,
    ),
    byManager: grouped(won, deal => managerOf.get(deal.sales_agent ?? ''), sum),
    bySalesperson: grouped(
      decided,
      deal => deal.sales_agent,
      of => ({
        amount: sum(of.filter(deal => deal.deal_stage === 'Won')),
        winRate: share(of.filter(deal => deal.deal_stage === 'Won').length, of.length, 10_000n),
      }),
    ),
    winRate: share(won.length, decided.length, 10_000n),
    daysToWin: {
      mean: share(
        days.reduce((all, one) => all + one, 0),
        days.length,
        100n,
      ),
      median,
    },
    refusedRows: 0,
  }
}

function grouped<T>(deals: Row[], by: (deal: Row) => string | undefined, of: (deals: Row[]) => T): Record<string, T> {
  const groups = [...Map.groupBy(deals, by)].flatMap(([name, group]) =>
    name === undefined ? [] : [[name, of(group)] as const],
  )
  return Object.fromEntries(groups)
}

function sum(deals: Row[]): string {
  const cents = deals.reduce((all, { close_value: value = '' }) => all + BigInt(Math.round(Number(value) * 100)), 0n)
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
}

/** a ÷ b, half up to as many parts as told. */
const share = (a: number, b: number, parts: bigint): number =>
  Number((BigInt(a) * parts * 2n + BigInt(b)) / (BigInt(b) * 2n)) / Number(parts)
