// Permits of an enterprise's people.
export default {
  fleet: {
    hint: '本单位在岗人员今天的持证情况，快到期的排在最前。证件号码只显示首尾。', left: '剩余天数', within: '多久内到期', days: '{n} 天', over: '已过期 {n} 天', none: '没有证件', choose: '请先选择企业', emptyTitle: '还没有在岗人员', emptyHint: '先用名册登记本单位人员，他们的证件会显示在这里。', partial: '人数太多，只显示了前 5000 人。',
    people: '在岗人员', permits: '证件', soon: '90 天内到期', ended: '已过期', without: '没有证件', nothing: '没有符合条件的证件', nothingHint: '换个条件看看。', shown: '显示 {n} 行，共 {people} 人。',
  },
}
