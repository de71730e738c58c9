// How items stand, quarantine, notes for those who review sittings.
export default {
  ih: {
    title: '试题统计', toItem: '看试题', ofCase: '案例题按整题统计：全部小题答对才算答对，用时为各小题之和；“各选项的选择”中列出答对了哪几个小题。各小题互相关联，不单独参加估算，各自的情况见“各小题”；组卷仍按命题时填的难度，每小题各算一次。疑似泄露时整题提请隔离。', partsRight: '答对第 {list} 小题', partsNone: '全部答错或未答', byPart: '各小题', byPartHint: '看哪个小题误导了考生。题总相关是与试卷其余题目（不含本案例的其他小题）的相关；小题题干前后相连，请连起来看。', noParts: '还没有各小题的统计。每天凌晨统计一次；2026年11月23日以前的作答没有分小题记录。', part: '小题', partsFlagged: '第 {list} 小题，见下面的“各小题”。', partNo: '第 {n} 小题', unanswered: '未作答', ofThemLate: '其中到时未答', noStem: '试题 …{id}', open: '统计与隔离', reason: '理由',
    responses: '计入的作答', share: '答对率', stage: '估计来源', stages: { 0: '命题员标注', 1: '答对率', 2: '逐场更新', 3: '夜间估计' }, difficulty: '难度（logit）', slope: '区分度', biserial: '题总相关', infit: '拟合度（infit）', told: '用其他语言作答（不计入以上）', late: '到时未答', pace: '通常用时', seconds: '{n} 秒', watch: '泄题监测值 / 报警值', on: '统计日期',
    flags: '需要注意的地方', noFlags: '没有发现问题。', tooFew: '作答不足 200 次，还不能判断。',
    flag: { REVERSED: '答案可能有误：', DISTRACTOR: '干扰项强于答案：', WEAK: '区分不出水平：', MISFIT: '与模型不符：', HARD: '过难：', EASY: '过易：', SLOW: '来不及作答：' },
    flagHint: { REVERSED: '水平高的人反而更容易答错，请核对答案。', DISTRACTOR: '成绩好的三分之一考生更多选了别的选项。', WEAK: '题总相关低于 0.10。', MISFIT: '拟合度不在 0.7 到 1.3 之间。', HARD: '答对率低于 30%。', EASY: '答对率高于 98%。', SLOW: '超过 10% 的人到时还没有作答。' },
    curve: '答对的可能', curveText: '按能力高低，答对这道题的可能性有多大。竖线是刚好合格的人。', curveLabel: '还没有足够的作答：按命题员标注的难度画出。', chance: '答对', ability: '能力（与合格线相差）', cut: '合格线',
    choices: '各选项的选择', choicesText: '按其余题目的成绩把人分成三组，看每组选了什么。好题的答案应向右上升。', third: { last: '后三分之一', middle: '中三分之一', best: '前三分之一' }, people: '人群', right: '{name}（答案）', blank: '未作答', noFigures: '统计之后才有，每天凌晨统计一次。', hidden: '您的角色看不到答案，因此看不到选项统计。',
    weeks: '每周出现', weeksText: '最多的一周出现在 {n} 份试卷上；粗线是与那一周相比。', seen: '出现次数', rightShare: '答对率', week: '周一',
    quarantine: '隔离', quarantineHint: '隔离的题从下一次抽题起不再出现，已抽出的试卷不变。程序只提出建议，由人决定；提出的人不能自己决定。', owner: '等待 {name} 决定；其他审题员也可以决定。', short: '隔离后题库不够，不能隔离。请先补充题目或更换组卷规则：', enough: '隔离后题库仍然够用。', never: '没有隔离过。',
    state: { PROPOSED: '待决定', DISMISSED: '不隔离', OUT: '隔离中', BACK: '已恢复使用', RETIRED: '不再使用' },
    byWatch: '泄题监测提出建议：监测值 {sum}，{n} 次作答', byPerson: '{name} 提出', dismissedBy: '{name} 决定不隔离', outBy: '{name} 决定隔离', backBy: '{name} 恢复使用', retiredBy: '{name} 决定不再使用',
    propose: '建议隔离', proposeEffect: '题目照常使用，等另一位审题员决定。', proposed: '已提出，等待另一位审题员决定。', out: '隔离', outEffect: '从下一次抽题起不再出现；已抽出的试卷不变。', dismiss: '不隔离', dismissEffect: '题目照常使用。', back: '恢复使用', backEffect: '从下一次抽题起可以再出现，泄题监测重新开始。', retire: '不再使用', retireEffect: '这个版次以后不会再出现在试卷上。',
    frozen: '各题库版本采用的参数', frozenHint: '抽题只用题库版本冻结时的参数；新的统计要等新版本。', release: '题库版本', frozenAt: '冻结时间', atCut: '合格线上的答对率', notReleased: '还没有进入题库版本。',
  },
  fk: {
    hint: '这些试卷的作答又快又准，像是事先知道不少题目。这只是请人看录像的提示，不是结论，不影响成绩。看到违纪，请按异常事件上报。', sitting: '考试', day: '考试日期', index: '提示值', share: '推测比例', note: '查看说明', acts: '办理', look: '登记已查看', lookEffect: '只记下您看到的情况，不改变成绩。', film: '看录像', open: '待查看', looked: '已查看', emptyTitle: '没有提示', emptyHint: '发现后会列在这里。',
  },
  diff: {
    title: '与其他版次对比', only: '这道题只有一个版次。', against: '第 {n} 版相对于', version: '第 {n} 版（{state}）', none: '两个版次内容相同。', gone: '删去的', new: '新增的', inPart: '小题 {n} · {field}',
    from: '原来是 {letter}', nowRight: '改为正确答案', wasRight: '不再是正确答案', remarks: '第 {n} 版的意见',
    field: { type: '题型', stem: '题干', options: '选项和答案', explanation: '解析', citation: '依据', topic: '知识点', chapter: '章', difficulty: '难度', points: '分值', tags: '标签', fact: '同一事实', enemies: '互斥组', media: '图片', areas: '图上的区域', spoken: '朗读录音' },
  },
}

export const foreknowledgeMenu = { foreknowledge: '答题提示', itemHealth: '试题统计' }
