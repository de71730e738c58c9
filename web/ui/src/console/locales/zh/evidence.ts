// Evidence: bundles, holds, storage, periods.
export default {
  evidence: {
    hint: '录像保存多久、占用多少空间，以及证据材料的调取和保全。', storage: '录像存储', volumeUnknown: '对象存储不提供容量', volumeAlarm: '{day}存满，还剩 {n} 天', volumeFull: '按现在的用量，{day}存满', volumeEnough: '空间够用到保存期满', free: '剩余 {free}，共 {total}',
    sum: '每天新增 {daily}，已保存 {kept}，保存期满时需要 {needed}', room: '考场', kilobits: '每座码率', seatHours: '每天录像座时', daily: '每天新增', kept: '已保存', months: '保存期', needed: '保存期满需要', monthsText: '{n} 个月', unset: '主管部门未规定', noRooms: '还没有存好的录像。录像每段约一分钟，录完才入库。',
    periods: '各类数据的保存期', class: '数据', rule: '依据', how: '到期以后', zero: { DAY: '场次结束当天', UNSET: '未规定，长期保存' },
    classes: { RECORDING: '考试录像', ROOM_CAMERA: '考场全景录像', ROOM_RECORD: '考场记录、证据摘要', FACE_TEMPLATE: '人脸模板', AUDIT_TRAIL: '审计记录', SYSTEM_LOG: '系统日志', ARCHIVE: '培训考试档案' },
    endings: { KEY_DESTROYED: '销毁密钥、删除文件，保留哈希值和删除证明', DELETED: '删除并留证明', KEPT: '不自动删除', ROTATED: '由运维按日志策略清理' }, rules: { NO_RULE: '没有适用的规则', NO_PERIOD: '主管部门未规定' },
    exports: '调取证据材料', exportsHint: '一人申请，另一人批准，7 天内可以下载。每次下载都会留名，材料里写明领取人。', noExports: '没有调取申请。', askExport: '申请调取', askExportEffect: '生成一场考试的全部证据材料，或考场一天的全景录像，由另一人批准后下载。', askExportDone: '已申请，等另一人批准。',
    sitting: '考试', what: '材料', whats: { SITTING: '一场考试', ROOM: '考场全景录像（一天）' }, day: '日期', dayHint: '按北京时间整天，没有人考试的日子也可以', sittingId: '考试编号', sittingHint: '26 位，在考场记录和异常事件里可以复制', document: '文书编号', reason: '理由', asked: '申请人', decided: '处理人', approve: '批准', approveEffect: '申请人和您在 7 天内可以下载这份材料。', approveDone: '已批准。', refuse: '不批准', refuseEffect: '这份申请不能再下载，申请人可以重新申请。', refuseDone: '已退回。', take: '下载',
    holds: '录像保全', noHolds: '没有保全。', hold: '保全录像', holdEffect: '所选录像到期也不删除，解除要两个人办理。', holdDone: '已保全。', askLift: '申请解除', askLiftEffect: '由另一人决定是否解除。', askLiftDone: '已申请，等另一人处理。', liftAsked: '{name}申请解除：{why}', lift: '解除保全', liftEffect: '录像此后按保存期处理，到期就删除。', liftDone: '已解除。', keep: '继续保全', keepEffect: '不解除，申请作废。', keepDone: '已继续保全。',
  },
}
