// Exam points, rooms, seats, roster, closures, slots, terminals.
export default {
  place: {
    scan: '授权文件', seeScan: '查看文件', noScan: '没有上传', addScan: '上传文件', newScan: '换一份', scanTooBig: '文件超过 10 MB，请压缩后再传。', scanned: '{no} 的文件已上传。', notScanned: '文件没有传上去', hint: '考试点里有考场，考场里有考位。授权、值班和场次都跟着考场走。', point: '考试点', room: '考场', code: '编号', name: '名称', address: '地址', phone: '值班电话', org: '所属机关或考试机构',
    openPoint: '对外开放', openRoom: '开放使用', open: '开放', closed: '未开放', addPoint: '新增考试点', editPoint: '修改考试点', pointEffect: '考试点的名称、地址和电话会显示给考生。',
    addRoom: '新增考场', editRoom: '修改考场', roomEffect: '新考场还要画好考位、登记授权、排好值班，才能预约。', editRoomEffect: '改场次安排时，还没有人预约的后续场次会按新安排重排。', saved: '已保存。',
    emptyTitle: '还没有考试点', emptyHint: '先由考务管理员新增考试点，再加考场。', roomsOf: '{name}的考场', noRooms: '这个考试点还没有考场。', noRoom: '没有找到这个考场，或者不在您的管理范围内。',
    roomName: '考场名称', pattern: '每日场次', patternText: '{first} 至 {until}，每 {n} 分钟一场', first: '首场开始', until: '末场结束', clockHint: '24 小时制，例如 08:30；全天填 00:00 至 24:00。', length: '场次间隔（分钟）',
    entryOpens: '提前入场（分钟）', lateCutoff: '迟到截止（分钟）', earliestSubmit: '最早交卷（分钟）', toiletExits: '途中离场次数', cancelBefore: '最晚取消（开考前分钟）',
    uplink: '上行网络中断', uplinkText: '中断 {n} 分钟后：{then}', uplinkMinutes: '网络中断多久后处理（分钟）', uplinkThen: '网络中断后的处理', uplinkHint: '由考场机执行，期间不放人入场、不开考。无论怎样处理，成绩都要有人查看录像后才能发布。', then_CONTINUE: '继续答题', then_PAUSE: '暂停并补回时间', then_ABORT: '技术中止，不计次数',
    supervision: '监考告知语', supervisionEn: '监考告知语（英文）', supervisionEnHint: '英文页面显示。留空时，自定的中文告知语在英文页面照样显示。', faceless: '不刷脸的考生怎样入场', facelessHint: '没有准考证密码的（现场报到、手机没电）由远程人员核对。', face_PIN_AND_OFFICER: '读证、密码，再由远程人员视频核对', face_PIN_OR_OFFICER: '读证加密码即可，或由远程人员核对（试点）', supervisionText: '本场远程监考，全程录音录像。',
    seats: '考位', noSeats: '还没有画考位。', seatState: '考位状态', seatStateEffect: '已经坐在这里的考生不受影响，需要时请在值班台换位。', draw: '重画考位图', drawHint: '重画会替换全部考位。考场里有人或有预约时不能重画。',
    rows: '排数', cols: '列数', fill: '按排列填满', seatCount: '共 {n} 个考位', labelAt: '第 {row} 排第 {col} 列的考位号', putSeat: '放考位 {row}-{col}', label_empty: '有考位没有编号。', label_twice: '有两个考位编号相同。',
    seat: '考位', authorizations: '远程考试授权', authorize: '登记授权', authorizeEffect: '授权期内考场才能开正式场次。文号和机关会写进考场记录。', documentNo: '授权文号', issuer: '授权机关', mode: '方式', validDays: '有效期',
    revokeAuth: '终止授权', revokeAuthEffect: '没有其他授权的日子，已有预约会转为待改约，并通知考生。', noAuth: '今天没有有效授权：正式运行时不能开考。', auth_now: '有效', auth_later: '未到期限', auth_past: '已过期', auth_revoked: '已终止', auth_waits: '待第二人确认', pilotRule: '试点规定', pilotHint: '写试点规定的名称和文号。不设监考员须由另一名考务管理员确认后才生效。', pilotConfirmed: '{rule}（确认人：{name}）', confirmAuth: '确认生效', confirmAuthEffect: '确认后，有效期内本考场的考试不设监考员，依据试点规定；逐场写入考场记录。录入人不能确认。', confirmedBy: '{name} {time} 确认',
    devices: '终端', noDevices: '还没有登记终端。', deviceName: '终端名称', deviceHint: '例如：A01 号机、入口屏', seen: '最近联系', enrol: '生成登记码', enrolEffect: '登记码只能用一次，30 分钟内在终端上输入。新终端会替换原来的终端。',
    codeTitle: '登记码：{where}', codeHint: '请在终端上输入这个登记码。关闭后不再显示。', codeUntil: '有效至 {time}。', revoke: '吊销终端', revokeEffect: '这台终端马上不能再用。正在考试的考位请先换位。', revoked: '终端已吊销。',
  },
  roster: {
    hint: '没有值班的时段不能预约；撤掉班次会让已预约的人改约。', add: '排班', addEffect: '值班覆盖到的场次才能预约。', officer: '远程监考员', second: '接替人', secondHint: '必须是另一个人。', noOfficers: '您的范围内没有远程监考员，请先由安全管理员授予角色。',
    onCall: '现场应急人', onCallPhone: '应急电话', onCallMinutes: '到门口需要（分钟）', maxSeats: '最多看护考位', week: '从哪一周', before: '前一周', after: '后一周', day: '日期', hours: '一天的值班', who: '值班人员',
    takesOver: '接替 {name}', comes: '应急 {name} {phone}（{n} 分钟）', line: '{time} {name}，{second}，{onCall}', gap: '无人值班：{times}', gaps: '本周还有 {n} 天有空档，空档内的场次不能预约。', remove: '撤销班次', removeEffect: '失去值班的预约会转为待改约，并通知考生。',
  },
  closure: {
    hint: '停考期间不接受预约；已预约的考生会收到通知并优先改约。', whole: '整个考试点', wholeHint: '不选就是整个考试点停考。', period: '停考时间', notice: '告知内容', noticeHint: '考生会看到这句话。', add: '安排停考',
    addEffect: '这段时间的预约会转为待改约，考生会收到通知。', added: '已安排停考，{n} 个预约需要改约。', remove: '取消停考', removeEffect: '这段时间重新开放预约。已经通知改约的人不会恢复。', emptyTitle: '没有停考安排', emptyHint: '节假日、特殊时期或检修时在这里安排停考。',
  },
  slot: {
    entry: '入场', entryOpen: '还可以入场', entryOver: '已没有人能再入场', closedAt: '{time} 已停止入场', close: '停止入场', closeEffect: '从现在起不再接受现场报到，也不能改约进这一场。已预约的人在迟到截止前仍可入场，正在答题的人不受影响。不能撤回。', closeHint: '会写进考场记录，例如：本场已无人等候，提前收场。', closed: '已停止入场。', hint: '当天还没开始的场次。打开一行可看名单。', time: '时间', date: '日期', taken: '已约', free: '空位', bookable: '可预约', notBookable: '不可预约', emptyTitle: '这一天没有场次', emptyHint: '请看考场是否开放、当天是否停考。',
    people: '本场名单', nobody: '还没有人。', noDocument: '没有有效授权', noDuty: '没有排班',
  },
  count: { expected: '应到', present: '实到', absent: '缺考', aborted: '技术中止', walkIns: '现场报到', waiting: '未结束', breaches: '疑似违纪', incidents: '异常' },
}
