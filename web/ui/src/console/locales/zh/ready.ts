// Readiness and safety of a room.
export default {
  ready: {
    title: '考场就绪与安全', fine: '就绪', notFine: '还没有就绪', next: '下一场', nextText: '{time} 开考，已预约 {n} 人，可用考位 {seats} 个', nobody: '一天内没有人预约',
    inside: '室内人数', insideLog: '在座 {n} 人（没有人数统计设备）', insideBoth: '在座 {n} 人，按进出记录应为 {low}–{high} 人，摄像头数到 {counted} 人（{time}）',
    occupancy: '人数上限', noLimit: '不设', door: '门', noDoor: '没有接入门控', hasDoor: '已接入门控，不要求自检', silent: '门控自 {time} 起没有响应', doorOpen: '门自 {time} 起开着',
    requireTests: '考前自检', rechecks: '座位身份核验', yes: '需要', no: '不需要', setting_AUTO: '按设备自动', setting_ON: '开启', setting_OFF: '关闭',
    fit_READY: '正常', fit_FAILED: '未通过', fit_UNTESTED: '未自检', fit_OUT: '停用', fit_NOT_NEEDED: '不需要', testedAt: '{time} 自检',
    part_attestation: '终端核验', part_camera: '摄像头', part_microphone: '麦克风', part_speaker: '扬声器', part_clock: '时钟', part_storage: '存储', part_network: '网络', part_door_contact: '门磁', part_card_reader: '读卡器', part_face_device: '人脸设备', part_head_counter: '人数统计',
    why_covered: '镜头被遮挡', why_dark: '画面太暗', why_absent: '没有或被拒绝', why_no_picture: '没有画面', why_silent: '没有声音', why_not_heard: '听不到提示音', why_skew: '时间不准', why_forgets: '存不住', why_full: '空间不足', why_refused: '被拒绝', why_slow: '太慢', why_no_answer: '没有响应', why_not_tested: '没有测试', why_stands_open: '门开着', why_failed: '未通过',
    emergency_FIRE: '消防报警', emergency_PANIC: '紧急求助', emergency_MEDICAL: '有人受伤或发病', byWire: '考场信号', count_TOO_MANY: '室内人数多于进出记录', count_TOO_FEW: '室内人数少于进出记录', noMains: '{time} 起停电', locked: '检修锁定（{name}）：{reason}',
    doMains: '考场停电：请打考试点电话确认供电；不能马上恢复的，请暂停整个考场。', doCount: '人数对不上：请看考场全景，逐个座位核对；有人尾随进门的，请登记异常。', doDoor: '门控没有响应或没有通过自检：请让到场人员检查门和网络；恢复以前由现场人员开门并登记。',
    doFailed: '没有通过自检的考位已自动停用，不会分给考生。请让到场人员按下面的原因处理；空闲的考位每五分钟再测一次，通过后自动恢复。', doUntested: '有考位还没有自检：请确认终端已开机，停在等待入座的页面；有人预约的场次开考前 45 分钟起自动测。正在答题的考位不受影响。',
    declare: '启动应急', declareEffect: '门会打开并保持，全场暂停并补时，同时通知值守人员。', declared: '已启动应急', kind: '应急类型', end: '解除应急', endEffect: '门恢复上锁，可以重新入场。考试仍暂停，请在“整场暂停”处恢复。', ended: '已解除应急',
    openDoor: '开门一次', openDoorEffect: '门打开一次，写入记录。', opened: '门已打开', lock: '检修锁定', lockEffect: '不再放人入场，已在座的考生不受影响。', unlock: '解除锁定', unlockEffect: '恢复入场。', limits: '设置上限与自检', limitsEffect: '马上生效。人数上限填 0 表示不设。',
    mismatch: '核实姓名或号码差异', mismatchEffect: '请对照证件和证明材料。写明理由后才能确认身份。', outcome: '核实结果',
    outcome_NAME_CHANGED: '已更名，有证明', outcome_RARE_CHARACTER: '生僻字或录入差异', outcome_NUMBER_RENEWED: '号码已变更，有证明', outcome_WRONG_CARD: '误放他人证件，已出示本人证件', outcome_OTHER_PERSON: '不是本人，不予入场',
    checks: '请您看一眼的座位', check_SEAT: '入座核验', check_RANDOM: '随机复核', checkFailed: '设备三次没有认出本人', checkEqual: '本人未使用人脸，由人核验', checkUntil: '请在 {time} 前处理', same: '是本人', other: '不是本人', sameEffect: '请先看实时画面与证件照。', otherEffect: '会登记为身份异常，由他人核查；考试不会因此自动结束。',
  },
}
