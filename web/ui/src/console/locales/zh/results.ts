// Room records, release, score checks, practical examinations, permits, bans.
export default {
  record: {
    hint: '每个场次一份。不再有人入场、作答都结束后自动成稿，由值班的远程监考员签署；没有签署就不能发布成绩。', emptyTitle: '没有考场记录', emptyHint: '有人考过的场次结束后，会在这里成稿。', signed: '签署', second: '接替人', hash: '摘要 {hash}…', open: '场次或作答还没有结束，记录尚未成稿。',
    note: '加备注', film: '录像：{name}', unended: '还有 {n} 件异常事件没有办结。请先办结再签署；签署后，这份记录不再变化。', toIncidents: '查看没有办结的事件', noteEffect: '签署前可以补充备注、故障、异常或疑似违纪。写过的不能删改。', breachHint: '疑似违纪会让该成绩暂缓发布，不代表已作处理。', sign: '签署', signEffect: '签署后内容不能再改。签的正是您现在看到的这一份；如果内容刚变过，会请您重新看。', changedNow: '您打开之后，记录有了新的内容，还没有签署。下面是更新后的记录，请看完再签署。', signedNow: '考场记录已签署。',
    countsText: '应到 {expected}，实到 {present}，缺考 {absent}，疑似违纪 {breaches}，异常 {incidents}', lines: '考生名单', outcome: '结果', time: '时长', credit: '补时', credits: '补时明细', noCredits: '没有补时。', stops: '考场整体暂停与断电断网', noStops: '没有整体暂停，也没有断电断网。', stopText: '{scope}：{why}，停下 {n} 人', resumedText: '{by} {time} 恢复：{why}', lasts: '还没有恢复', print: '打印', result: '成绩', interruptions: '暂停、换位与中止', noInterruptions: '没有暂停、换位或中止。', gaps: '无人监管时段', noGaps: '没有无人监管时段。', gapLasts: '{from} 起，还没有结束', wholeRoom: '全场', unwatched: '无人监管', headCount: '人数核对', headCountNone: '没有人数核对记录。', headCountAll: '{period} 全程核对，室内人数由考场摄像机统计，与入场记录比对。', headCountGap: '无法核对（{why}，{period}）', headCountWhy: { NO_COUNTER: '考场没有统计人数的摄像机', SILENT: '统计人数的摄像机没有应答', LOG_ONLY: '人数统计尚未验证，只作记录', NOT_RUNNING: '核对程序没有运行', CAMERA_LOST: '考场全景摄像中断' }, recorded: '录像覆盖', undelivered: '（{n} 段没有送达）', awaits: '座位 {seats} 的录像正在传送，到齐后即可签署，本页自动更新；最迟到 {until}。', input: '输入溯源', inputNode: '未覆盖（考场机保存，没有报回输入记录）', inputNone: '未覆盖', inputPage: '页面 {local}/{answers}；页面以下未覆盖', inputAgent: '页面 {local}/{answers}；终端已覆盖', notes: '备注', noNotes: '没有备注。',
  },
  result: {
    hint: '由没有参与本场监考和签署的人发布。每条成绩发布前都会用第二套程序重新评分。', satOn: '考试日期', points: '得分', publishBy: '发布期限', release: '发布成绩', releaseObject: '{n} 条成绩，{records} 份考场记录', releaseEffect: '发布后成为正式成绩，本人马上能看到，不能撤回。两套评分不一致、没有人证核验的会自动暂缓。', releaseVerb: '发布（{n} 条）',
    releaseAll: '全部发布', releaseChosen: '发布所选', notHeld: '未暂缓', onlyHeld: '只看暂缓', emptyTitle: '没有待发布的成绩', emptyHint: '考完的成绩会按发布期限排在这里。', passed: '合格', failed: '不合格', heldBy: '{why}，由 {owner} 处理', outcome: '结果', outcomes: '发布结果',
    done_RELEASED: '已发布', done_ALREADY: '之前已发布', done_HELD: '暂缓', done_BLOCKED: '不能发布', owner: '负责人：{name}', verdict: '结论', second: '第二套评分', keyVersion: '答案版次', employer: '用人单位（考试当日）', centre: '培训机构（考试当日）', releasedBy: '发布人', chain: '作答流水校验值',
    hold: '暂缓发布', holdEffect: '这条成绩等负责人核查后再发布，本人会看到“核查中”。', clear: '解除暂缓', clearEffect: '这条成绩回到待发布。', ownerField: '由谁处理', ownerHint: '不选就由您处理。', holds: '暂缓记录', cleared: '{name} {time} 解除：{text}', versions: '更正记录', version: '第 {no} 版：{was} 改为 {now}，{by}，{time}',
  },
  rescore: {
    corrected: '答案更正过的试题（{n} 道）', correction: '{item}（{topic}）：第 {version} 版答案，{reason}。{by} 提出，{approver} 批准。', part: '（案例第 {n} 问）', hint: '试题答案更正后，对已发布的成绩按新答案重新评分。先出前后对照，由另一人批准后才生效；原成绩一直保留。', emptyTitle: '没有重新评分', emptyHint: '在题库的“答案更正”中，对已批准的更正提出。',
    version: '按第 {n} 版答案', why: '理由：{text}', note: '决定说明：{text}', proposing: '提出', deciding: '批准', propose: '按此答案重新评分', proposeEffect: '系统会对这份题库发布已发布的全部成绩按这一版答案重新评分，并列出前后对照。批准以前什么都不改变。', proposed: '已提出。前后对照在“成绩 → 重新评分”中。', reason: '理由',
    counts: '共 {results} 份成绩：{changed} 份分数有变化，其中 {pass} 份由不合格变为合格，{fail} 份由合格变为不合格。', broken: '{n} 份的答题流水、试卷或两套评分不一致，没有改动，须由技术负责人核查。', skipped: '{n} 份在对照之后已另行变更，没有改动。', applied: '已更正 {n} 份。', counting: '正在重新评分，已看 {n} 份。页面自动更新。', none: '已看 {n} 份已发布的成绩，没有一份因此变化。',
    approve: '批准', refuse: '驳回', approveEffect: '有变化的成绩各存为新的一版并通知本人，原成绩保留；由合格变为不合格的会影响其后续办理。之后才发布的旧答案成绩也按此处理。', refuseEffect: '不作任何改动。', done: '已记录。', see: '查看前后对照', result: '成绩', before: '原分数', after: '新分数', outcome: '结论', pass: '合格', fail: '不合格',
  },
  check: {
    hint: '考生申请后，由没有发布、没有监考的人办理，按期书面答复。', emptyTitle: '没有成绩复核', emptyHint: '考生在成绩发布后申请复核。', reason: '申请理由', asked: '申请', assignee: '办理人', changed: '是否改分', yes: '已改分', no: '维持原分', byWhom: '由 {name} 办理', assign: '分派', assignEffect: '系统会重新评分并起草答复，办理人核对后签发。',
    assignHint: '不能是发布该成绩或监考该场的人。', sign: '签发答复', signEffect: '答复马上发给本人，不能撤回。如果分数要改，会另存为新的一版，原来的分数仍可查到。', signed: '答复已签发。', reply: '书面答复', draft: '系统起草的答复', notYet: '分派办理人后，系统会重新评分并给出依据。', finding: '重新评分的发现', was: '原来的得分', again: '第二套评分（原答案）',
    keys: '答案版次', keysText: '评分时第 {was} 版，现在第 {now} 版', now: '按现在的答案', records: '作答流水条数', intact: '流水与试卷', whole: '完整', broken: '不一致',
  },
  practical: {
    hint: '由两名考评员各自评分；两份评分一致才成立。', begin: '开始实操考试', beginEffect: '系统抽取各科目的考题。理论没有合格或已过期的不能开始。', first: '考评员甲', second: '考评员乙', noAssessors: '您的范围内考评员不足两人，请先由安全管理员授予角色。', whose: '看谁的', mine: '我要评的', on: '日期', emptyTitle: '没有实操考试', emptyHint: '由考务管理员开始，考评员在这里评分。',
    enter: '提交评分', again: '重新提交', enterEffect: '提交后，另一名考评员的评分与您一致时，成绩成立。', vetoEffect: '勾选了否决项：无论得分多少，本次不合格。', entered: '评分已提交。', breakOff: '技术中止', breakOffEffect: '本次不计次数，已有评分作废。', attempt: '第 {n} 次', points: '{n} 分', vetoed: '触犯否决项', different: '两份评分不一致。请两位考评员核对后各自重新提交。', waitOther: '您的评分已提交，正等另一位考评员。',
    total: '合计 {points} 分', task: '{minutes} 分钟，满分 {weight} 分', pointsOf: '得分（0 到 {n}）', wrong: '请填写 0 到 {n} 的整数。', vetoes: '否决项（触犯就勾选）', sheet: '第 {n} 份评分：{points} 分', hit: '否决：{names}', vetoItem: '否决项：{name}',
  },
  permit: {
    applicationsHint: '审核人和制证人必须是两个人。批准前系统会把每个条件再查一遍。', waiting: '等待机关办理', noApplications: '没有发证申请', noApplicationsHint: '理论和实操都合格的人会在手机上申请。', document: '证件号', reviewer: '审核人', issueBy: '办结期限', theory: '理论', theoryText: '{on} 合格，{points} 分，有效至 {until}', practical: '实操', practicalText: '{on} 合格，有效至 {until}', noPractical: '规则不要求实操。',
    training: '培训', trained: '学时已达到要求', exempt: '免培训', approve: '批准', approveEffect: '系统会再查一遍所有条件。批准后由另一个人制证。', approveDone: '已批准 {name} 的申请。', return: '退回补正', returnEffect: '一次性告知：把所有要补正的地方一次写全。', returnDone: '已退回 {name} 补正。', reject: '不予发证', rejectEffect: '申请终止，本人会看到您写的理由。', rejectDone: '已记为不予发证。',
    defectsHint: '一行一项。', listHint: '编号显示为掩码。查号码或姓名要写完整。', search: '证件编号或姓名', holder: '持证人', number: '证件编号', validTo: '有效期', issuer: '发证机关', national: '全国平台', decided: '处理', noAct: '没有处理', emptyTitle: '没有符合的证件', emptyHint: '编号和姓名都要写完整。',
    first: '初领日期', valid: '有效期限', review: '复审', issuedBy: '制证', pendingText: '待全国平台确认，不作持证上岗依据。', history: '状态记录', byCalendar: '系统按日期', propose: '提出变更', proposeEffect: '等另一个人同意后才生效；在此之前证件状态不变。', proposed: '已提出，等待第二人办理。', changeKind: '变更', legal: '依据', legalHint: '写明法律依据；登记全国平台确认时写平台的查询编号。', unmask: '看完整编号', unmaskEffect: '编号只显示在本页。您的姓名和理由会写进审计记录。',
    proposing: '提出变更', deciding: '决定', reviewing: '审核批准', proposer: '提出人', decider: '决定人', agree: '同意', disagree: '不同意', agreeEffect: '马上生效，公众核验随即显示新状态。', disagreeEffect: '这项变更不会生效。', opinion: '意见', changesHint: '撤销、吊销、注销、暂停和全国平台确认都要两个人：一人提出，另一人决定。', noChanges: '没有待办的变更', noChangesHint: '在证件详情里可以提出变更。',
  },
  ban: {
    hint: '凭处理决定书录入，由另一个人确认后才生效；提前解除也要两个人。', enter: '录入限制', enterEffect: '录入后还不生效，等另一个人确认。', entered: '已录入，等待另一个人确认。', days: '起止', to: '止（含当日）', decision: '决定书文号', confirm: '确认生效', confirmEffect: '从起始日起，本人不能办理所限制的事项，门口和报名都会说明原因。', lift: '提前解除', liftEffect: '限制马上停止，记录保留。',
    emptyTitle: '没有限制记录', emptyHint: '收到处理决定书后在这里录入。',
  },
}
