// Login, own account, home, duty desk, review.
export default {
  home: {
    hint: '{name}，{day}', partial: '有些数目没有读到，其余照常显示。', emptyTitle: '现在没有待办', emptyHint: '需要您处理的事项会列在这里，最急的排在最前。', done: '已办完：', late: '{n} 件已超期', first: '最近期限 {day}',
    facts: '核查案件待认定事实', notices: '告知书待写', decisions: '处理决定待作出', appeals: '申诉待答复', matches: '门口等待核对身份', applications: '报名待审核', photos: '证件照片待审核', proposals: '规则变更待批准', practical: '实操待评分', records: '考场记录待签署', queue: '成绩待发布', permits: '发证申请待办', checks: '成绩复核待办', changes: '证件状态变更待办', texts: '告知书新版待发布', items: '试题待审', bans: '限制名单待确认', exemptions: '免培训待审核', quarantines: '试题隔离待决定',
  },
  login: { title: '登录管理台', name: '账号', nameMissing: '请填写账号。', password: '密码', passwordMissing: '请填写密码。', enter: '登录', out: '退出登录', who: '本单位系统管理员' },
  accept: {
    title: '启用账号', hint: '请设置登录密码。这个链接只能用一次。', password: '新密码', again: '再输入一次', rule: '至少 10 个字符。用几个不相干的词最好记，也最安全。', differ: '两次输入的密码不一样，请重新输入。', enter: '设置密码并登录',
    noToken: '链接不完整', noTokenHint: '请从头打开收到的链接，或请系统管理员重新发一个。',
  },
  setup: {
    title: '首次启用', hint: '设立考核发证机关和第一个系统管理员。这个链接只能用一次。', orgName: '考核发证机关名称', region: '行政区划代码', regionHint: '6 位数字，例如 420600。', uscc: '统一社会信用代码', name: '管理员姓名', number: '管理员身份证号',
    phone: '管理员手机号', login: '登录账号', loginHint: '小写字母、数字、点、横线，3 到 32 个字符。', enter: '设立并登录', noToken: '链接不完整', noTokenHint: '首次启动时，程序会在窗口里打印这个链接。请完整复制后打开。',
  },
  own: {
    title: '我的账号', role: '角色', org: '范围', roles: '我的角色', password: '修改密码', old: '现在的密码', change: '修改密码', changed: '密码已修改，其他设备上的登录已失效。', everywhere: '退出所有设备', everywhereEffect: '这个账号在所有电脑上都会退出，包括这一台。',
    mustChange: '现在用的是临时密码。请先修改密码，再办其他事。',
  },
  duty: {
    take: '我来处理', takenBy: '{name} {time} 接手', takenByYou: '您已接手', escalated: '没有人应答，已转给接替人{name}', escalatedNobody: '没有人应答，也没有接替人值班', untilSecond: '{time} 后没有人应答就转给接替人', presses: '按了 {n} 次', closeCall: '结束呼叫', closeCallEffect: '所有值班人员的列表里都会去掉，处理结果留在记录里。', callClosed: '呼叫已结束。', outcome: '处理结果', closedCalls: '已结束的呼叫', noClosed: '还没有结束的呼叫', noClosedHint: '办完的呼叫、谁办的、结果怎样，会列在这里。', notTaken: '没有接成，请再试。', callsWaiting: '{n} 个呼叫没有人应答', where: '位置', took: '多久有人接手', slotNow: '本场 {time}', slotCounts: '应到 {expected}，实到 {present}，未结束 {waiting}', hint: '有异常事件、呼叫或有人在门口等待时会响铃，浏览器标签上显示件数。', soundOn: '铃声已开', soundOff: '铃声已关', waits: '等待处理', calls: '呼叫', gate: '门口', seat: '考位 {label}', matches: '门口等待核对', waiting: '{n} 人在门口等待核对', nobody: '现在没有人等待。', rooms: '考场', noRooms: '没有可看的考场', noRoomsHint: '请考务管理员新增考场，或为您开通范围。',
    walkIn: '现场报到', way: { LEAVE: '要离开考场', RETURN: '离开后返回' }, cardRead: '已读证', pinRight: '密码正确', pinThenYou: '读证和密码已通过，本考场还须由您通过视频核对本人。', waited: '已等 {time}', left: '还剩 {time}', leftLabel: '剩余时间', photoOf: '{name}的证件照片', noPhoto: '没有可用的证件照片',
    look: '请对方露出耳朵、手腕，看眼镜，没有异常的打勾', look_ears: '耳部无耳机', look_wrists: '腕部无手表手环', look_glasses: '眼镜正常或未戴', confirm: '确认是本人', confirmEffect: '记录由您远程核对。系统随即分配考位并开门。', onsite: '现场核对是本人', onsiteEffect: '只有您本人就在门口时才用。记录由您现场核对，系统随即分配考位并开门。', confirmed: '已确认 {name}，门已开。',
    refuse: '不予确认', refuseEffect: '门口会显示您写的理由，现场占的考位会让出。', refuseReason: '告诉门口的人什么', refuseHint: '写清下一步，例如：证件照片不清，请到一楼窗口。', refused: '未予确认 {name}，理由已显示在门口。',
    counts: '在座 {taken} · 答题中 {running} · 暂停 {paused} · 空 {free} · 停用 {out}', asOf: '{time} 的情况', map: '{room}考位图', door: '图的上方靠门。', free: '空', stored: '已存 {n} 条', storedLabel: '已存作答', started: '开考', deadline: '应交卷', base: '考试时长', extra: '便利加时', credited: '补时', given: '补时明细', pausedBy: '暂停', givenText: '{kind}（{why}）',
    minutes: '{n} 分钟', attempt: '第几次', admitted: '入场', softRule: '邻座提醒', nobodySits: '这个考位现在没有人。', noSeats: '这个考场还没有画考位', noSeatsHint: '请考务管理员在考场页面画考位图。', toSeat: '换到', reason: '原因', reasonText: '说明',
    pause: '暂停', pauseEffect: '停表，考生暂时不能作答，页面会说明原因。', pauseDone: '已暂停 {name}。', resume: '恢复', resumeEffect: '继续计时，停掉的时间全部补给考生。', resumeDone: '已恢复 {name}，停掉的时间已补上。',
    move: '换位', moveEffect: '新考位接着考：已答的题、标记和剩余时间都在，原考位退出。', moveDone: '{name} 已换位。', 'hand-in': '代为交卷', 'hand-inEffect': '立即结束作答并按已存的答案评分，不能撤回。', 'hand-inDone': '已为 {name} 交卷。',
    abort: '技术中止', abortEffect: '本次不计考试次数，答案留作证据，考生优先改约。不能撤回。', abortDone: '{name} 的考试已技术中止。',
  },
  recording: {
    title: '座位录像', live: '正在录像', notLive: '没有画面', nothing: '没有录像。', ended: '录像已结束', coverage: '已录 {recorded} / {total}，覆盖 {percent}%', chain: '录像段的摘要链完整', broken: '第 {n} 段起摘要链不连续，录像可能被改动', none: '还没有录好的段，约一分钟一段', whole: '从头播放', bad: '{list} 的录像放不出来，已接着放下一段。', tracks: { CAMERA: '座位摄像', SCREEN: '答题屏幕', ROOM: '考场全景' },
    gap: '{from} 起没有画面，持续 {long}：{cause}', gapOpen: '{from} 起没有画面，还没有恢复：{cause}', cause: { unknown: '原因不明', refused: '浏览器未允许', absent: '没有摄像头', busy: '被其他程序占用', muted: '摄像头没有输出画面' },
    gapNode: '（中心没有看到；考场机录下 {long}）', node: '考场机录制',
    note: { GAP: '前面有中断', SIZE: '画面尺寸变了', OVERRUN: '磁盘来不及写', FULL: '前面存储已满', CUT: '录像进程中断，已收尾' },
  },
  stop: {
    room: '暂停整个考场', roomEffect: '这个考场所有正在答题的人马上停表，页面会说明原因；恢复以前不能开考。', site: '暂停整个考点', siteEffect: '这个考点所有考场都停下来：正在答题的人马上停表，恢复以前不能开考。', done: '已暂停，共停 {n} 人。', stopped: '已暂停 {name}。',
    resume: '恢复', resumeEffect: '由这次暂停停下的人继续答题，停掉的时间全部补上。之前单独暂停的人不受影响。', resumed: '已恢复 {name}。', standsROOM: '整个考场已暂停', standsSITE: '整个考点已暂停', stands: '{by} {time} 暂停，原因：{why}，停下 {n} 人', resuming: '正在恢复…',
    power: '登记断电断网', powerEffect: '按您登记的起止时间，给这个考场正在考试的人补时；同一段时间不重复补。这段时间记为无人监管，成绩要有人看过录像才能发布。', powerDone: '断电断网已登记，补时已给到考生。', powerText: '情况说明', dark: '这个考场所有考位同时断开，{time} 起没有联系。考位恢复后自动补时。', lost: '{from}–{to} 断电或断网（{basis}）',
  },
  trouble: {
    other: '设备需要人工处理。', asked: '考生请求人工核对。', button: '按了呼叫按钮。', pin_locked: '入场码多次输错。', pin_none: '没有领取入场码。', pin_wrong: '入场码不对。', card_unreadable: '证件芯片读不出来。', card_expired: '证件已过期。', card_name: '证件姓名与报名姓名不一致。', card_other_person: '证件与预约人不一致。',
    reader_down: '读卡器没有响应。', door_down: '门没有响应。', face_not_live: '摄像头没有确认是真人。', face_other: '摄像头核对没有通过。', detected: '探测器发现随身带有设备。', detector_down: '探测器没有响应。', locker_down: '储物柜没有响应。', lockers_full: '储物柜已满。', no_free_seat: '没有空考位。',
    fire: '考场消防报警。', panic: '考场里有人按了紧急求助。', medical: '考场里有人受伤或发病。',
  },
  review: {
    sponsorHint: '为本单位或本机构的人员报名。', sponsorTitle: '代为报名', sponsorText: '点右上角“代为报名”。提交后由考核发证机关审核，本人在手机上能看到每一步和要补正的地方。', number: '报名编号', validTo: '审核结果有效至', hint: '按期限从近到远排列。超期前会变色提醒。', open: '等待机关办理', add: '代为报名', addEffect: '以您的账号代本人报名，审计记录会保留双方姓名。', authority: '考核发证机关', emptyTitle: '没有报名申请', emptyHint: '换一个状态看看，或等待新的报名。',
    object: '{kind} · {item}', accept: '受理', acceptEffect: '材料齐全，进入审核。', acceptDone: '已受理。', approve: '审核通过', approveEffect: '本人可以预约正式考试。通过后不能撤回。', approveDone: '已审核通过。', reject: '不予通过', rejectEffect: '报名终止，本人会看到您写的理由。',
    rejectDone: '已记为不予通过。', rejectReason: '不予通过的理由', applicantReads: '本人会读到这段话。写清事实、依据和下一步。', return: '退回补正', returnEffect: '一次性告知：把所有要补正的地方一次写全。再次退回只能针对这次写过的或之后改动的内容。', returnDone: '已退回补正，本人会收到清单。',
    help: '便利措施', helpEffect: '只影响考试时间和方式，不影响评分。', helpDone: '便利措施已登记。', extraMinutes: '延长考试时间（分钟）', helpNote: '说明', helpWish: '申请便利（{kind}）：{wish}', helpDecided: '已同意延长 {n} 分钟。{note}', helpOpen: '还没有决定。', helpLanguage: '试题同时用这种语言显示', noLanguage: '不同意，只用中文', inLanguage: '语言：{language}。',
    defects: '已告知的补正清单', machine: '系统检查发现', materials: '材料', noMaterials: '还没有材料。', fileOf: '{name}图片', openFile: '打开文件', pledged: '已确认第 {n} 版承诺书', fit: '身体条件符合', unfit: '身体条件不符合', dated: '日期 {day}。', changed: '{time} 更新。',
    defectHint: '写清哪里不对、怎样改；没有问题就留空。', preview: '将告知以下 {n} 项', send: '发出清单（{n} 项）',
  },
  photo: {
    hint: '照片会用在准考证、考场记录和证件上。由交照片以外的人审核。', approve: '可用', approveEffect: '这张照片会印在准考证和证件上。', approved: '{name}的照片已通过。', retake: '要重拍', retakeEffect: '本人会收到原因，重新上传。', asked: '已请 {name} 重拍。', reason: '原因', note: '补充说明',
    none: '还没有上传照片。', unreadable: '照片打不开', since: '{time} 提交', emptyTitle: '没有待审的照片', emptyHint: '新交的照片会出现在这里。',
  },
}
