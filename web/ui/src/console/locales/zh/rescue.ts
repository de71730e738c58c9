// Help on the way, the script of emergencies, checks at seats, faces on file.
export default {
  help: {
    title: '到场求助', calls: '到场求助', none: '还没有呼叫到场人员。', asked: '{name} {time} 呼叫', sending: '正在发短信…', sent: '短信已发给 {n} 人，还没有人确认。', nobody: '值班表上现在没有到场人员。请马上打电话：', failed: '短信没有发出去。请马上打电话：',
    waits: '{time} 内无人确认，会通知接替人和同考试点其他考场的到场人员。', escalated: '{time} 起已扩大通知。请马上打电话确认。', waitsLead: '{time} 内仍无人确认，会通知考点负责人。', lead: '{time} 起已通知考点负责人。请马上打电话确认。', noLead: '{time} 起应通知考点负责人，但没有登记姓名和电话。请马上打电话：', phone: '考试点电话 {phone}', numbers: '火警 {fire} · 急救 {medical} · 报警 {police}',
    acked: '{who} 确认到场（{by} {time} 登记）', arrived: '{who} 已到达（{by} {time} 登记）', ackedSelf: '{who} 正在赶来（{time} 本人由短信链接确认）', arrivedSelf: '{who} 已到门口（{time} 本人由短信链接登记，请从画面核对）', overdue: '{who} {time} 确认到场，至今未到。请马上打电话：', said: '{time} 本人确认', there: '{time} 本人登记到达', ended: '事件已办结，不再等候。', eta: '约 {n} 分钟到',
    role: { ON_CALL: '到场人员', NEIGHBOUR: '邻近考场到场人员', SECOND: '接替人', LEAD: '考点负责人' }, state: { WAITING: '正在发', SENT: '已发短信', NO_PHONE: '没有号码', FAILED: '没有发出' },
    ack: '登记有人确认', ackEffect: '写入记录：谁说要来、几点。', ackDone: '已登记确认。', arrive: '登记到达', arriveEffect: '写入考场记录：谁到了、几点。', arriveDone: '已登记到达。', who: '是谁', whoHint: '写姓名；不在名单上的写单位和姓名。',
  },
  script: {
    title: '应急处置：{kind}', tell: '地址：{address}', room: '{room} · {time} 开始', done: '已做', notNeeded: '不需要', doneBy: '{by} {time}', skippedBy: '不需要（{by} {time}：{note}）', left: '还有 {n} 步', all: '全部步骤已登记。', noEvidence: '这段时间的录像不作违纪证据。', past: '紧急情况已解除，以下是当时的登记。',
    skip: '登记不需要这一步', skipEffect: '写入记录，不能删改。', why: '为什么不需要', numbers: '应急电话', numbersEffect: '从现在起，本考试点应急步骤里显示这些号码。', fire: '火警', medical: '急救', police: '报警', leadName: '考点负责人', leadPhone: '考点负责人电话', leadHint: '呼叫到场人员、扩大通知后都无人确认时，最后通知这个人。', kind: { FIRE: '消防报警', PANIC: '紧急求助', MEDICAL: '受伤或突发疾病' },
  },
  look: {
    title: '座位身份核验', waiting: '{n} 个座位等人核验身份', nobody: '现在没有座位需要核验身份。', left: '还剩 {time}', over: '时间已到', see: '请看实时画面，是不是刚才放进来的人。', checks: '身份核验', looking: '核验反应（中位）',
  },
  faces: {
    title: '人脸信息登记数', hint: '存储人脸信息达到 {threshold} 人，须在三十个工作日内向省级以上网信部门备案。达到 {alertAt} 人时，每天短信通知安全管理员、巡考员和监管人员。', persons: '计入的人数', templates: '设备上的人脸模板', overdue: '超时未删的模板', overdueHint: '场次结束或本人撤回同意十分钟后还没有删除的，请查考场设备。', share: '占备案标准 {n}%', calm: '离备案标准还远，不需要办理。', near: '接近备案标准，请安排备案。', over: '已达到备案标准，应立即备案。', overdueNow: '有 {n} 个模板超时未删，请马上查设备。',
  },
  happened: {
    incidents: '异常事件', none: '没有异常事件。', kinds: '合计：{list}', kind: '{title} {n} 次', at: '时间', seat: '座位', what: '事件', state: '办理', times: '共 {n} 次，累计 {s} 秒无录像', tests: '自检', noTests: '没有自检记录。', day: '当天', slot: '场前', door: '门口', passed: '通过', failedParts: '未通过：{list}', helps: '到场求助', noHelps: '没有呼叫过到场人员。', helpText: '{asked} {by} 呼叫（{title}），通知 {n} 人，短信发出 {sent} 条', acked: '{who} {time} 确认', arrived: '{who} {time} 到达', notAcked: '无人确认', notArrived: '没有到达登记', signIn: '签到', supervision: '监考方式', passedAll: '{n} 个座位和门口全部通过。',
  },
}
