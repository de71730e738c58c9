// Dry runs of blueprints, and what a blueprint means for those who sit papers by it.
export default {
  dry: {
    title: '试组卷报告', open: '看试组卷报告', hide: '收起报告', hint: '用这份规则和现用题库版本试组 {n} 份试卷。只看效果：不计抽题次数，不进统计，不写日志。', none: '还没有试组卷。题库有在用版本时才能试。', again: '重新试组', begin: '开始试组', running: '正在试组：{done} / {n} 份', waiting: '排队等待试组…',
    failed: '不能批准：题库不够', old: '这份报告是按以前的题库版本做的。批准前请按现用版本重新试组。', readFirst: '批准前请先看试组卷报告。', seenEffect: '您已看过试组卷报告：临界考生预期得分 {least} 到 {most} 分，第 {repeat} 次考试起可能遇到以前做过的题。',
    by: '{name} {time} 提出，{end} 完成', labels: '{items} 道题中有 {measured} 道已有实测难度；其余按命题难度等级估计，只能说等级相近，不能说难度等同。', allMeasured: '{items} 道题都有实测难度。',
    score: '临界考生的预期得分', scoreText: '刚好够水平的考生，做哪一份试卷都应得到差不多的分。目标 {aim} 分；{n} 份试卷在 {least} 到 {most} 分之间，标准差 {sd} 分。', pass: '临界考生的合格概率', passText: '同一水平的考生，合格概率因试卷不同在 {least} 到 {most} 之间。',
    level: '平均难度等级', levelText: '1 最易，5 最难。{n} 份试卷在 {least} 到 {most} 之间。', info: '合格线处的信息量', infoText: '数值越接近，各份试卷区分合格与不合格的能力越一致：{least} 到 {most}，相差 {percent}。', exposure: '每题出现率', exposureText: '每道题出现在多少试卷上：{least} 到 {most}。用得最多的题是平均应有次数的 {ratio} 倍。',
    overlap: '两份试卷的相同题数', overlapText: '任意两份试卷平均有 {mean} 题相同，最多 {most} 题；平均使用题库时最少也有 {floor} 题。', seconds: '答题时间估计', secondsText: '按每秒读 5 个字、每题另加 10 秒估算：{least} 到 {most}；规定 {allowed}。', tight: '估计时间超过规定时间的八成，读得慢的人可能做不完。',
    from: '从', to: '到', papers: '试卷数', items: '题数', pairs: '试卷对数', range: '区间', picture: '{title}：柱状图，数值见表。', cells: '各部分用题', section: '部分', topic: '知识点', rest: '其余', need: '每卷', have: '题库', share: '应有出现率', least: '最少', most: '最多', repeat: '重复始于',
    numbers: '看数字（{n} 行）', sectionLine: '{topics} 个知识点 · 每卷 {need} 题 · 题库 {have} 题 · 第 {repeat} 次起可能重复', cellLine: '每卷 {need} 题 · 题库 {have} 题 · 第 {repeat} 次起可能重复', cellShare: '应有出现率 {share}，实际 {least} 到 {most}',
    repeatNo: '第 {n} 次', person: '同一人连考 20 次', personText: '按题量核算，第 {n} 次考试起才可能遇到以前做过的题，与上一份试卷永不重复。', personEarly: '实际试算中有 {n} 次比核算提前，因相同考点或标签所限。', attempt: '第几次', barred: '避开的旧卷', againCount: '以前做过的题', last: '与上一份相同',
    higherLabel: '上级题库题目最低占比（%，可不填）', higherHint: '每份试卷至少有这么多题来自并入的上级题库；案例算一题。只在题库版本并入了上级密封题库时起作用。', higher: '上级题库题目数', higherText: '每份试卷有 {least} 到 {most} 道题来自上级题库。', higherShow: '上级题库题目不少于 {n}%',
    aim: '难度目标（临界考生预期得分，可不填）', aimHint: '刚好达到合格水平的考生应得的分，例如 80.0。不填就按题库平均。', tags: '标签最少题数', tagsHint: '每行一项，例如：重大事故隐患 4', tagsShow: '标签：{list}', aimShow: '难度目标 {n} 分',
    outlook: '这份规则意味着', meanText: '题库平均：临界考生预期得 {mean} 分；每份试卷都调到 {aim} 分。', repeatText: '第 {n} 次考试起可能再遇到以前做过的题，与上一份试卷永不重复。', notSure: '因相同考点、互斥或标签，个别人可能更早遇到；请看试组卷报告。', pace: '两次考试之间的最短间隔按现行规则，在预约和入场时核对。',
    order: '卷面顺序：{list}。同一部分内题目打乱；单选、多选的选项打乱，判断题和“以上……”不动。相同考点和互斥的题，一份试卷只出一题。', depth: '各部分题量', orderCases: '{title} {n} 个案例（每个 {parts} 小题）', orderOne: '{title} {n} 题',
  },
}
