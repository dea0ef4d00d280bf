import { type Context, createMany } from '#platform/records/index.ts'
import { pipeline } from './pipeline.object.ts'

/** Two ways of selling stand ready in a new company: the seven-stage funnel (O3) and the one of long projects (O2). */
export async function seedPipelines(ctx: Context): Promise<void> {
  const ready = ctx.company.locale === 'zh' ? chinese : english
  const { refused } = await createMany(
    ctx,
    pipeline,
    ready.map(values => ({ values })),
  )
  if (refused.length > 0) throw new Error(`the pipelines that stand ready are not sound: ${JSON.stringify(refused)}`)
}

// The first two stages of the seven, 收集线索 and 潜在客户, are states of leads (facts 14): the funnel draws all seven.
const chinese = [
  {
    name: '七阶段漏斗',
    description: '收集线索 → 潜在客户 → 达成联系 → 提案 → 谈判 → 合作 → 售后服务；前两个阶段是线索的状态。',
    stages: [
      {
        name: '达成联系',
        kind: 'open',
        probability: 20,
        normDays: 14,
        guidance: '步骤：约见决策人，弄清需求、预算和时间。\n风险：只接触到使用人。\n出阶段标准：需求和决策人已记录。',
        needs: 'nothing',
      },
      {
        name: '提案',
        kind: 'open',
        probability: 50,
        normDays: 21,
        guidance: '步骤：提交方案和报价，并附资料。\n风险：方案没有对准需求。\n出阶段标准：客户书面反馈。',
        needs: 'customer',
      },
      {
        name: '谈判',
        kind: 'open',
        probability: 80,
        normDays: 14,
        guidance: '步骤：商定价格、付款和交付。\n风险：折扣失控。\n出阶段标准：条款达成一致。',
        needs: 'customerAndAmount',
      },
      { name: '合作', kind: 'won', probability: 100, needs: 'customer' },
      { name: '售后服务', kind: 'afterWon', probability: 100, needs: 'customer' },
      { name: '输单', kind: 'lost', probability: 0 },
      { name: '无效', kind: 'invalid', probability: 0 },
    ],
  },
  {
    name: '项目型销售',
    description: '前期接洽 → 方案提供 → 报价阶段 → 投标阶段',
    stages: [
      {
        name: '前期接洽',
        kind: 'open',
        probability: 10,
        normDays: 30,
        guidance: '步骤：了解项目背景、参与单位和时间表。\n风险：项目未立项。\n出阶段标准：立项和预算得到确认。',
        needs: 'nothing',
      },
      {
        name: '方案提供',
        kind: 'open',
        probability: 30,
        normDays: 30,
        guidance:
          '步骤：与使用部门共同完成方案。\n风险：竞争对手先影响了技术指标。\n出阶段标准：方案得到使用部门认可。',
        needs: 'customer',
      },
      {
        name: '报价阶段',
        kind: 'open',
        probability: 50,
        normDays: 21,
        guidance: '步骤：提交报价，说明构成。\n风险：预算不足。\n出阶段标准：报价进入采购流程。',
        needs: 'customerAndAmount',
      },
      {
        name: '投标阶段',
        kind: 'open',
        probability: 70,
        normDays: 30,
        guidance: '步骤：购买标书，核对资质，按时投标。\n风险：废标。\n出阶段标准：开标。',
        needs: 'customerAndAmount',
      },
      { name: '赢单', kind: 'won', probability: 100, needs: 'customer' },
      { name: '输单', kind: 'lost', probability: 0 },
      { name: '无效', kind: 'invalid', probability: 0 },
    ],
  },
]

const english = [
  {
    name: 'Seven-stage funnel',
    description:
      'Lead collected → Prospect → Contact made → Proposal → Negotiation → Partnership → After-sales; the first two are states of leads.',
    stages: [
      {
        name: 'Contact made',
        kind: 'open',
        probability: 20,
        normDays: 14,
        guidance:
          'Steps: meet the decision maker; learn need, budget and time.\nRisk: only users are reached.\nExit: need and decision maker are recorded.',
        needs: 'nothing',
      },
      {
        name: 'Proposal',
        kind: 'open',
        probability: 50,
        normDays: 21,
        guidance:
          'Steps: hand over proposal and quotation with material.\nRisk: the proposal misses the need.\nExit: written feedback.',
        needs: 'customer',
      },
      {
        name: 'Negotiation',
        kind: 'open',
        probability: 80,
        normDays: 14,
        guidance: 'Steps: agree on price, payment and delivery.\nRisk: runaway discounts.\nExit: terms agreed.',
        needs: 'customerAndAmount',
      },
      { name: 'Partnership', kind: 'won', probability: 100, needs: 'customer' },
      { name: 'After-sales', kind: 'afterWon', probability: 100, needs: 'customer' },
      { name: 'Lost', kind: 'lost', probability: 0 },
      { name: 'Invalid', kind: 'invalid', probability: 0 },
    ],
  },
  {
    name: 'Project sales',
    description: 'First contact → Solution → Quotation → Tender',
    stages: [
      {
        name: 'First contact',
        kind: 'open',
        probability: 10,
        normDays: 30,
        guidance:
          'Steps: learn background, parties and schedule.\nRisk: the project is not approved.\nExit: approval and budget confirmed.',
        needs: 'nothing',
      },
      {
        name: 'Solution',
        kind: 'open',
        probability: 30,
        normDays: 30,
        guidance:
          'Steps: work out the solution with the users.\nRisk: a competitor shaped the specification first.\nExit: the users accept the solution.',
        needs: 'customer',
      },
      {
        name: 'Quotation',
        kind: 'open',
        probability: 50,
        normDays: 21,
        guidance:
          'Steps: hand in the quotation and explain its parts.\nRisk: budget too small.\nExit: the quotation is in procurement.',
        needs: 'customerAndAmount',
      },
      {
        name: 'Tender',
        kind: 'open',
        probability: 70,
        normDays: 30,
        guidance:
          'Steps: buy the documents, check qualifications, submit in time.\nRisk: disqualification.\nExit: bids are opened.',
        needs: 'customerAndAmount',
      },
      { name: 'Won', kind: 'won', probability: 100, needs: 'customer' },
      { name: 'Lost', kind: 'lost', probability: 0 },
      { name: 'Invalid', kind: 'invalid', probability: 0 },
    ],
  },
]
