// 异常事件: the desk's queue, one incident, live view, shifts. 疑似违纪 is said of the candidate class alone.
export const incidentWords = {
  severity: { LOW: '低', MEDIUM: '中', HIGH: '高', CRITICAL: '紧急' },
  incidentClass: { ENVIRONMENT: '环境', CANDIDATE: '疑似违纪', STAFF: '值守', TECHNICAL: '设备', OTHER: '其他' },
  finding: { FALSE_ALARM: '误报', TECHNICAL_CAUSE: '技术原因', HANDLED: '已现场处置', TO_REVIEW: '移送核查' },
  deed: { FLAG: '登记', TAKE: '接手', NOTE: '记录', MESSAGE: '给座位发消息', TALK: '与座位通话', PAUSE: '暂停', RESUME: '恢复', HELP: '呼叫到场人员', END: '终止答题并交卷', CLOSE: '作出结论', REFER: '移送核查', HAND_OVER: '交班', SETTLE: '核查结束' },
  mode_of: { RAISE: '提示', LOG: '只记录' },
  grade: { LESSER: '违纪', GRAVE: '作弊' },
  document: { NOTICE: '告知书', DECISION: '决定书', APPEAL: '申诉答复书' },
  service: { PORTAL: '电子送达', IN_PERSON: '直接送达', POST: '邮寄送达', PUBLIC: '公告送达' },
  appeal: { FILED: '待处理', UPHELD: '维持原决定', REVOKED: '撤销原决定' },
  effect: { IMPOSED: '已执行', ENTERED: '已录入，待另一人确认', IN_FORCE: '生效中', REVERSED: '已撤回' },
  detector: {
    vision: { covered: '镜头遮挡', scene: '场景变化', frozen: '画面静止', repeats: '画面重复', absent: '座位无人', count: '人数', turned: '转头', sameperson: '是否同一人', challenge: '动作核验（转头）', blink: '动作核验（闭眼）', photograph: '照片' },
    kiosk: { phone: '手机（考位终端）', book: '书本（考位终端）', sameperson: '是否同一人（考位终端）', voice: '说话声（考位终端）' },
    input: { without_event: '作答无本机操作', without_movement: '有输入无动作', remote_artefact: '远程操控痕迹', synthetic: '合成的输入', second_socket: '第二个连接', devtools: '开发者工具' },
  },
  fact: {
    found: '发现时间', brightness: '亮度', likeness: '画面相似度', distance: '画面差异', yaw: '转头幅度', faces: '画面中的人脸', cosine: '相似度', asked: '要求的动作', times: '次数', moved: '动作幅度', lids: '眼睛睁开程度', residual: '面部变化', difference: '画面变化', movement: '面部微动', looks: '查看次数', level: '最响（满分 100）', voiced: '像说话声（秒）', check: '核验', tries: '尝试次数', what: '对象', trouble: '情况', counted: '数到的人数', log_from: '入场记录最少', log_to: '入场记录最多',
    kind: '事件', seconds: '秒', open: '未办结', why: '原因', by: '来源', days: '天', free_gb: '剩余空间（GB）', rooms: '考场数', full_on: '预计用完', text: '情况说明',
    question: '题号', trusted: '浏览器认定为真人操作', focused: '页面有焦点', visible: '页面在前台', missing: '没有对应信号的作答', events: '脚本操作次数', from: '原来', to: '变为', more: '多出的鼠标', nodes: '外来代码', first: '最先出现的', answers: '作答次数', page: '页面', token: '口令', cause: '原因', limit: '上限（秒）', seats: '座位数', terminals: '失去联系的终端数', silent_s: '静默时长（秒）', unrecorded_s: '本场无录像累计（秒）', last: '最近几次', call: '电话通知到场人员', open_s: '门开着（秒）',
  },
  factValue: {
    any: { true: '是', false: '否', none: '没有' },
    by: { officer: '值班员', wire: '考场信号' },
    check: { image: '系统文件有变化', remote_access: '有远程控制程序在运行', usb: '接入了新的外接设备', display: '显示器与平时不同', virtual_input: '出现没有硬件的输入设备', debug_port: '浏览器可被外部控制', network: '考场网络没有隔离', clock: '时钟不准', silent: '自检程序没有上报', forged_report: '上报签名不符', report_again: '旧的上报被重复发送', another_key: '有人要更换自检密钥', SEAT: '入座核验', RANDOM: '随机复核' },
    call: { ANSWERED: '已接听', SENT: '已发出，未确认', FAILED: '没有打通', NO_PATH: '没有配置拨叫线路，请人工拨打', NO_PERSON: '值班表上没有应急人' },
    what: { NAME: '姓名不一致', NUMBER: '证件号码不一致', door_controller: '门控没有响应', identity_check: '身份核验没有及时处理', room_camera: '考场全景的录制程序出错，已自动重启', page_without_goodbye: '考试页面没有正常关闭就重新打开' },
    cause: { REFUSED: '摄像头被拒绝使用', ABSENT: '没有摄像头', BUSY: '摄像头被其他程序占用', MUTED: '摄像头没有输出画面', ROOM_POWER: '停电', ROOM_NETWORK: '断网' },
    asked: { TURN_LEFT: '向左转头', TURN_RIGHT: '向右转头', BLINK: '闭眼两秒' },
    found: { AFTERWARDS: '事后：断网期间考场机录下，恢复后查看录像时发现' },
    token: { unknown: '不认识的口令', revoked: '已注销的口令' },
  },
  inputWhy: {
    unexplained: '作答没有说明由什么操作引起', kernel: '本机没有对应的键盘鼠标信号', unreported: '页面停止报告本机操作', uncounted: '作答次数与操作次数不符', answer: '作答由脚本触发', page: '页面上有脚本触发的操作', hidden: '作答时页面不在前台', unfocused: '作答时页面没有焦点', display: '显示器或分辨率变化', pointer: '出现第二个鼠标', code: '页面中插入了外来代码', token: '终端口令不符', program: '不是考试页面在连接', copied: '终端登记被复制使用',
    no_frames: '座位连接正常，但收不到画面', muted: '摄像头被系统停用或镜头盖关闭', ended: '摄像头被拔出或关闭', same_picture: '摄像头反复送出同一幅画面', still_picture: '画面和人脸都不动，可能是照片', empty: '作答时座位上没有人', still: '作答时画面里没有动作',
  },
  lane: { ANSWER: '作答', INPUT: '输入', SOUND: '声音', DETECTOR: '检测', CAMERA: '录像', OFFICER: '值班处置', SYSTEM: '系统' },
  line: {
    PLEDGE: '签署承诺', DECISION: '处理决定', ANSWER: '保存了一次作答', MARK: '做了标记', PAUSE: '暂停', RESUME: '恢复', CREDIT: '补时', MOVE: '换位', START: '开考', SUBMIT: '交卷', ABORT: '技术中止', SEGMENT: '录像段', GAP: '录像中断', UNWATCHED: '无人监管', STILL: '抓拍照片', DOOR: '入场或核对记录', INPUT: '输入', SOUND: '声音大小', INCIDENT: '异常事件',
    FLAG: '登记', TAKE: '接手', NOTE: '记录', MESSAGE: '给座位发消息', TALK: '与座位通话', HELP: '呼叫到场人员', END: '终止答题', CLOSE: '作出结论', REFER: '移送核查',
  },
  reportable: {
    other_reported: '其他情况', candidate_phone: '看见手机', candidate_book: '看见书或纸张', candidate_item_found: '发现违禁物品', candidate_several_faces: '座位旁有他人', candidate_left_seat: '离开座位', candidate_voice: '有人说话', environment_camera_covered: '镜头被遮挡', environment_door_forced: '门被强行打开或没有关', environment_power_lost: '停电', environment_headcount: '人数不符', identity_tailgating: '尾随进门', candidate_alarm_misused: '无故触发报警', technical_kiosk_crash: '终端死机或重启',
  },
}

export default {
  incident: {
    one: '异常事件', queue: '异常事件', quiet: '现在没有待处理的异常事件。', waiting: '{n} 件异常事件没有人接手', badge: '异常事件 {n}', stale: '刚才没有联系上服务器。下面是 {time} 的情况，正在重连。', listAll: '还有 {n} 件较轻的，全部列出', openLate: '打开这件事', full: '还有更多没有列出，请先处理靠前的。', openRow: '打开：{place} {name}',
    times: '共 {n} 次', ago: '距今 {time}', ended: '{time} 结束', wholeRoom: '整个考场', and: '；', detail: '其他（{key}）', what: '事件', pageHint: '所有异常事件及其处理。待处理的在值班台。', emptyTitle: '没有异常事件', emptyHint: '换一个条件看看。', emptyYet: '考试中系统提示的、值班员登记的情况，会列在这里。', began: '开始', until: '结束', stillOn: '没有记到结束', count: '次数', source: '发现方式',
    unmeasured: '这个检测的准确率还没有测过，只供提示，以人查看为准。', measured: '评测样本中，这个检测的提示有 {n}% 是对的。只供提示，以人查看为准。', score: '分值 {n}', holds: '作出结论以前，本人的成绩不能发布。', whyHere: '排序原因：{why}', acts: '处理经过', related: '同一场考试的其他事件', others: '同一场考试还有 {n} 件', toCase: '查看核查案件', byMachine: '系统', byDetector: '{name}检测（第 {version} 版）', byPerson: '有人登记',
    clipSoon: '录像约一分钟存一段，存好后会自动出现在这里。', clip: '事发前后的录像', noClip: '这段时间没有录像。', clipBad: '这一段放不出来，可能还没有存好，请稍后再试。', fromStart: '从头放', toMoment: '跳到事发时', offset: '（{s} 秒）', hole: '{from} 到 {to} 秒没有画面。', holeAt: '{from} 到 {to} 没有画面。', holes: '{n} 处没有画面，共 {s} 秒', moment: '事发', lineList: '逐条查看（{n}）', lineEmpty: '这段时间没有记录。', lineHint: '作答只显示时间，不显示题目和答案。', noSeat: '这件事与座位无关，没有座位录像。',
    finding: '结论', holdsHint: '涉及成绩：没有排除疑点的请移送核查，由两人分别认定事实。', takeOver: '从同事处接过', takeOverEffect: '{name} 正在处理。接过后由您负责，双方姓名都会留在记录里。', onCall: '到场人员：{name} {phone}，约 {n} 分钟到门口。请打电话确认。', onCallNobody: '值班表上现在没有到场人员。请打考试点电话。', 
    report: '登记异常', reportEffect: '登记后由您负责处理，写入考场记录。', reported: '已登记。', reportHint: '写看到的事实，不下结论。不写题目和答案。', seatHint: '某个座位上的情况，请在值班台打开座位再登记。', words: '情况说明',
    do: { MESSAGE: '发消息', TALK: '记录通话', PAUSE: '暂停', RESUME: '恢复', HELP: '呼叫到场人员', NOTE: '记录', END: '终止答题', CLOSE: '作出结论' },
    effect: {
      MESSAGE: '座位屏幕马上显示这段话，考生按“知道了”后收起。', TALK: '记下您和座位通话的内容，写入处理经过。', PAUSE: '停表，考生暂时不能作答，页面会说明原因。停掉的时间在恢复时补上。', RESUME: '继续计时，停掉的时间全部补给考生。', HELP: '给值班表上的到场人员发短信；无人确认时再通知接替人和邻近考场的到场人员。请同时打电话。',
      NOTE: '写入处理经过，不能删改。', END: '立即结束作答并按已存的答案评分；成绩暂不发布，等核查和决定。不能撤回。', CLOSE: '结论写入记录。移送核查的，由两人分别认定事实，值班员不作处理决定。',
    },
    done: { TAKE: '已接手。', MESSAGE: '消息已发到座位。', TALK: '通话已记录。', PAUSE: '已暂停。', RESUME: '已恢复，停掉的时间已补上。', HELP: '已呼叫。短信发给了谁、谁确认了，见“到场求助”。', NOTE: '已记录。', END: '已终止答题。', CLOSE: '结论已记录。' },
    ask: { MESSAGE: '考生会看到的话', TALK: '通话内容', PAUSE: '暂停原因', RESUME: '恢复说明', HELP: '需要到场人员做什么', NOTE: '记录内容', END: '终止理由', CLOSE: '依据' },
    askHint: { MESSAGE: '例如：请把桌上的纸收起来，然后继续答题。', TALK: '写双方说了什么。', PAUSE: '考生页面会显示“现场有情况需要处理”。', RESUME: '写清查看后的情况。', HELP: '例如：S3 号座位有人身体不适，请到场。', NOTE: '写看到的事实。', END: '写清事实和规则条款。', CLOSE: '写清看了什么、为什么这样认定。' },
  },
  live: {
    title: '{name}实时画面', start: '看实时画面', sound: '考位终端自报的声音：最近 10 秒最响 {n}（满分 100），像说话声约 {s} 秒。有人交谈的，请听现场声音后登记。', stop: '停止观看', listen: '听现场声音', mute: '静音', talk: '按住说话', talking: '正在说话', hint: '按住按钮或空格键说话，松开即停。座位上会显示您在看、在说。', hintOff: '需要时再看，十分钟后自动停止。每次观看都会写进审计记录，座位上也会显示。',
    hintGate: '按住按钮或空格键说话，松开即停。门口屏幕会显示您在看、在说；画面和声音不录制。', hintGateOff: '有人在门口呼叫或等候核对时可以看。每次观看都会写进审计记录，门口屏幕也会显示；不录制。',
    state: { off: '没有在看', connecting: '正在接通…', on: '实时', lost: '画面断了，正在重连…', nothing: '这个座位现在没有画面，有画面会自动接上', refused: '您没有查看这个座位的权限' },
    noTalk: { denied: '没有取到麦克风。请允许浏览器使用麦克风，或检查设备。', away: '没有接通，请松开后再按。' },
  },
  shift: {
    mine: '我在值班：{rooms}', offer: '交班', offerEffect: '写清没有办完的事（现在 {n} 件）。接班人确认后才算交接，确认前仍由您负责。', offered: '已请对方接班，等确认。', to: '接班人', note: '交接说明', noteHint: '写清正在处理的事、要留意的座位。', accept: '确认接班', from: '{name}：{note}',
    acceptEffect: '从现在起由您负责这个考场和 {n} 件未办完的事。', accepted: '已接班。', waits: '{room}：{time} 已请 {name} 接班，等对方确认。', asked: '{name} 请您接{room}的班，{n} 件未办完',
  },
  figure: {
    hint: '看每位值班员接了多少、多久接手。用来安排人手，不用来给人排名。', taken: '接手', ended: '办结', late: '超时接手', median: '接手用时（中位）', slowest: '最慢', handling: '办理用时（中位）', note: '用时从系统提示算到接手。高级和紧急事件超过两分钟才有人接手，算超时。', emptyTitle: '这段时间没有处置记录', emptyHint: '换一个时间或考场看看。',
    detector: '检测项目', detectorsHint: '检测只提示，不下结论。准确率没有测过或低于底线的，只记录，不提示。', precision: '准确率（评测）', recall: '检出率（评测）', budget: '准确率底线', live: '盲审准确率', notMeasured: '未测', clips: '{n} 段样本', version: '版本 {version}，界限 {threshold}', tooFew: '只判了 {n} 段，还不能算', liveText: '{n} %（{of} 段中 {right} 段正确）',
    noDetectors: '还没有登记检测项目', noDetectorsHint: '程序启动时会登记自带的检测项目。', detectorsNote: '准确率：它提示的事情里，有多少是真的。检出率：真的发生了的事情里，它提示了多少。盲审由没有处理过这件事的人看录像判定，看不到检测的分值。',
    reason: { measured: '评测达到底线', unmeasured: '没有测过，或低于底线' }, to: { LOG: '改为只记录', RAISE: '恢复提示' }, toEffect: { LOG: '以后它发现的只存档，不再提示值班员。已有的事件不变。', RAISE: '以后它发现的会提示值班员，可能让成绩暂缓发布。' },
    samplesHint: '抽出来的样本由没有处理过的人判定，用来算检测的真实准确率。', noSamples: '现在没有待判的样本', noSamplesHint: '新的样本抽出后会出现在这里。您处理过的事件不会给您判。', question: '录像里有没有：{what}？', blind: '请只看录像判断。不显示是哪个检测提示的、分值多少、值班员怎么认为。', yes: '有', no: '没有', skip: '看不清，下一段', judged: '已判 {n} 段',
  },
  breach: {
    title: '核查案件 {no}', no: '编号', hint: '事实由考试机构两人分别认定，互相看不到；处理由考核发证机关决定。', waits: '已移送、还没有立案的', open: '立案核查', openEffect: '同一场考试的事件合成一个案件。立案后由两人分别查看录像、认定事实。', opened: '已立案。', emptyTitle: '没有核查案件', emptyHint: '值班员把事件移送核查后，会先出现在这一页上方，由考试机构立案。', turnTitle: '轮到谁', steps: '办理步骤', openedAt: '立案', breach: '认定的行为', courtUntil: '起诉期限', effectResults: '成绩处理', effectBan: '禁考',
    step: { facts: '认定事实', notice: '告知', statement: '陈述申辩', decision: '决定', remedy: '申诉与救济' },
    turn: { FACTS: '由考试机构两人分别认定事实并签署', NOTICE: '由考核发证机关写告知书，或不予处理', SERVING_NOTICE: '告知书等本人确认收到', STATEMENT: '本人在期限内陈述申辩', DECISION: '由考核发证机关作出决定', SERVING_DECISION: '决定书等本人确认收到', APPEALABLE: '本人可以申诉，也可以复议、起诉', APPEALED: '由没有参与原决定的人处理申诉', FINAL: '已办结', DISMISSED: '没有认定违纪，成绩按正常程序发布' },
    evidence: '录像和记录', evidenceHint: '每次查看都写进审计记录。不显示试题和答案。', notOfCase: '（不在本案）', officerWords: '值班员：{words}', findings: '事实认定', noneEstablished: '未认定违纪', isEstablished: '认定有违纪行为', proposes: '建议：{text}', blind: '另有 {n} 人已签署。您签署以前看不到别人的认定。', differ: '两人认定不一致，由第三人另行认定。',
    sign: '签署事实认定', signHint: '请看完录像，只写自己看到的事实。您签署以前看不到别人的认定，别人也看不到您的。', signEffect: '签署后不能修改，姓名和时间写入案卷。', signed: '已签署。', mineSigned: '您已签署，等另一人签署。', established: '结论', facts: '认定的事实', factsHint: '什么时间、什么位置、看到什么。不写推测。', proposal: '处理建议', proposalHint: '由考核发证机关决定，这里只是建议。',
    writeNotice: '写告知书', noticeFacts: '事实', noticeFactsHint: '本人会读到。写清时间、行为和证据，不写试题内容。', basis: '法律依据', voidCurrent: '本次成绩无效', voidPassed: '已合格科目成绩无效', banMonths: '禁考（个月）', banHint: '规则规定最长 {n} 个月，0 表示不禁考。', banFor: '禁考 {n} 个月', nothing: '没有处理措施', terms: '陈述申辩期 {statement} 个工作日，申诉期 {appeal} 天。', noticeEffect: '生成编号的告知书并短信通知本人。本人确认收到后有 {n} 个工作日陈述申辩。处理不能重于告知的内容。', noticed: '告知书已生成。',
    drop: '不予处理', dropEffect: '案件到此为止，成绩按正常程序发布。理由写入案卷。', dropped: '已记为不予处理。', serve: '登记送达', portalServes: '已通知本人在网上确认收到；本人确认后自动记为电子送达。', otherwise: '本人没有在网上确认的，用其他方式送达后在这里登记。', method: '送达方式', servedOn: '送达日期', receipt: '回执说明', receiptHint: '例如：本人签收；邮寄单号；公告网址。', serveEffect: { NOTICE: '陈述申辩期从这一天起算。', DECISION: '决定从这一天起生效，申诉期从这一天起算。' }, servedNow: '送达已登记。', served: '{day} {how}', notServed: '还没有送达', print: '打开并打印',
    papers: '文书和陈述', said: '本人陈述申辩', saidLast: '表示没有补充', appeal: '申诉', answered: '{by} 答复：{text}', outcome: '结论', clears: '不予处理', imposes: '作出处理', considered: '对陈述申辩的意见', consideredHint: '逐条写明采纳或不采纳，以及理由。', noStatement: '本人没有陈述申辩，也要写明。', noticeSaid: '告知的处理：{measures}。决定不能比这更重。', decide: '作出决定', decideEffect: '生成编号的决定书。送达以前不生效；送达后执行，本人可以申诉、复议、起诉。', clearEffect: '生成决定书，送达后成绩按正常程序发布。', decided: '决定书已生成。',
    answerAppeal: '答复申诉', appealHint: '须由没有参与本案前面环节的人办理。', reply: '书面答复', replyHint: '本人会读到。逐条回应申诉理由。', appealEffect: { UPHELD: '维持原决定，案件办结。答复马上发给本人。', REVOKED: '撤销原决定：成绩恢复，禁考解除。答复马上发给本人。' }, appealAnswered: '申诉已答复。',
  },
}
