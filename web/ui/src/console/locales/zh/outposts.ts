// Room nodes.
export default {
  node: {
    hint: '考场机放在考场里，网络中断时由它继续保存作答、录下考位。联络中断的排在最前。', name: '考场机', room: '考场', seen: '最近联络', away: '在考场机上的考试', prepared: '已备好的试题', preparedText: '{prepared} / {booked} 人', cutSince: '中断自', waits: '待处理', waitsText: '{n} 项', version: '程序版本', seats: '在线考位',
    emptyTitle: '还没有考场机', emptyHint: '在考场页面的“考场机”里生成绑定码，再到考场机上输入。', open: '查看考场机', of: '{name}的考场机', none: '这个考场没有考场机，考位直接连接中心。', enrol: '生成绑定码', enrolEffect: '绑定码只能用一次，30 分钟内写进考场机的设置 room.enrol_code。', nodeName: '考场机名称', nodeNameHint: '例如：一号考场机',
    codeTitle: '绑定码：{name}', codeHint: '请写进考场机的设置 room.enrol_code。关闭后不再显示。', revoke: '解绑', revokeEffect: '考场机交来的任何内容都不再采用。它还保存着的考试，请逐个收回。', revoked: '考场机已解绑。', reasonHint: '会写进审计记录',
    holds: '交给考场机的考试（24 小时内）', noHolds: '24 小时内没有交出过考试。', sitting: '考试', handedAt: '交出时间', closedAt: '交回时间', recall: '收回', recallEffect: '考场机会交回全部作答记录，几秒钟后考试转到中心继续。网络中断时要等网络恢复。', lost: '考场机已损坏或丢失', lostHint: '勾选后不等考场机：考试从最近一次上报的内容继续，之后交回的作答只留存，不采用；也不再等它的录像。', films: '未交回的录像', filmsText: '{n} 段', giveUp: '不再等录像', giveUpEffect: '考场机还有录像没有交回，成绩要等它。确认后不再等，由您署名决定；以后交回的录像照样入档。', givenUp: '已登记：不再等录像。', recalled: '已要求收回。', by: '{name}：{why}',
    evidence: '没有采用、待处理的作答记录', noEvidence: '没有待处理的作答记录。', received: '收到时间', why: '没有采用的原因', decision: '处理意见', decide: '写处理意见', decideEffect: '处理意见会留名、写进审计记录，只能写一次，不改变作答和分数。处理以前，这场考试的成绩不能发布。', decided: '处理意见已登记。', download: '下载原件',
    calls: '考场机拨叫应急人的记录', noCalls: '没有拨叫记录。', at: '时间', who: '应急人', outcome: '结果', cutNote: '网络从 {time} 起中断：不放人入场，不开考；正在答题的人由考场机继续保存。成绩待查看录像后发布。',
  },
}
