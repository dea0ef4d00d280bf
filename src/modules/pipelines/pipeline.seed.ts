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
        steps: '约见决策人，弄清需求、预算和时间。',
        risks: '只接触到使用人。',
        exitStandard: '需求和决策人已记录。',
        needs: 'nothing',
      },
      {
        name: '提案',
        kind: 'open',
        probability: 50,
        normDays: 21,
        steps: '提交方案和报价，并附资料。',
        risks: '方案没有对准需求。',
        exitStandard: '客户书面反馈。',
        needs: 'customer',
      },
      {
        name: '谈判',
        kind: 'open',
        probability: 80,
        normDays: 14,
        steps: '商定价格、付款和交付。',
        risks: '折扣失控。',
        exitStandard: '条款达成一致。',
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
        steps: '了解项目背景、参与单位和时间表。',
        risks: '项目未立项。',
        exitStandard: '立项和预算得到确认。',
        needs: 'nothing',
      },
      {
        name: '方案提供',
        kind: 'open',
        probability: 30,
        normDays: 30,
        steps: '与使用部门共同完成方案。',
        risks: '竞争对手先影响了技术指标。',
        exitStandard: '方案得到使用部门认可。',
        needs: 'customer',
      },
      {
        name: '报价阶段',
        kind: 'open',
        probability: 50,
        normDays: 21,
        steps: '提交报价，说明构成。',
        risks: '预算不足。',
        exitStandard: '报价进入采购流程。',
        needs: 'customerAndAmount',
      },
      {
        name: '投标阶段',
        kind: 'open',
        probability: 70,
        normDays: 30,
        steps: '购买标书，核对资质，按时投标。',
        risks: '废标。',
        exitStandard: '开标。',
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
        steps: 'Meet the decision maker; learn need, budget and time.',
        risks: 'Only users are reached.',
        exitStandard: 'Need and decision maker are recorded.',
        needs: 'nothing',
      },
      {
        name: 'Proposal',
        kind: 'open',
        probability: 50,
        normDays: 21,
        steps: 'Hand over proposal and quotation with material.',
        risks: 'The proposal misses the need.',
        exitStandard: 'Written feedback.',
        needs: 'customer',
      },
      {
        name: 'Negotiation',
        kind: 'open',
        probability: 80,
        normDays: 14,
        steps: 'Agree on price, payment and delivery.',
        risks: 'Runaway discounts.',
        exitStandard: 'Terms agreed.',
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
        steps: 'Learn background, parties and schedule.',
        risks: 'The project is not approved.',
        exitStandard: 'Approval and budget confirmed.',
        needs: 'nothing',
      },
      {
        name: 'Solution',
        kind: 'open',
        probability: 30,
        normDays: 30,
        steps: 'Work out the solution with the users.',
        risks: 'A competitor shaped the specification first.',
        exitStandard: 'The users accept the solution.',
        needs: 'customer',
      },
      {
        name: 'Quotation',
        kind: 'open',
        probability: 50,
        normDays: 21,
        steps: 'Hand in the quotation and explain its parts.',
        risks: 'Budget too small.',
        exitStandard: 'The quotation is in procurement.',
        needs: 'customerAndAmount',
      },
      {
        name: 'Tender',
        kind: 'open',
        probability: 70,
        normDays: 30,
        steps: 'Buy the documents, check qualifications, submit in time.',
        risks: 'Disqualification.',
        exitStandard: 'Bids are opened.',
        needs: 'customerAndAmount',
      },
      { name: 'Won', kind: 'won', probability: 100, needs: 'customer' },
      { name: 'Lost', kind: 'lost', probability: 0 },
      { name: 'Invalid', kind: 'invalid', probability: 0 },
    ],
  },
]
