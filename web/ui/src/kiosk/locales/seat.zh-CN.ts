export default {
  selftest: { running: '考位自检中，请稍候', passed: '自检通过', failed: '自检未通过，本考位暂停使用，已通知工作人员' },
  idle: '请等候，入场后这里会显示您的姓名',
  seat: '座位', link: { connecting: '正在连接服务器…', lost: '连不上服务器，正在重试。请工作人员检查网络' },
  greet: { title: '请坐好，核对：是您本人吗', name: '考生', document: '证件', item: '考试项目', attempt: '本场', yes: '是我，继续', no: '不是我，呼叫工作人员', wait: '已经通知工作人员。请留在座位旁，不要操作。', back: '返回' },
  notices: { title: '开考前请阅读并确认', step: '第 {n} 份，共 {of} 份', scroll: '请读到最后，再确认', read: '我已阅读并承诺', next: '我已阅读，下一份', busy: '正在确认…', keys: '用鼠标滚轮、手指或 ↓ 键往下读' },
  practice: {
    title: '练习题，不计分', hint: '先试一试怎样答题。正式考试就是这个样子。',
    stem: '练习：过马路时，看到红灯应当怎样做？', a: '停下来等绿灯', b: '快步跑过去', c: '按喇叭', d: '闭上眼睛往前走',
    mouse: '鼠标：把箭头移到选项上，按一下左键', touch: '手指：直接点选项', keys: '键盘：按 A、B、C、D 或 1、2、3、4', size: '看不清：用上面的按钮换大字或高对比',
    chosen: '很好，您选了 {letter}。换一个选项再点一下，答案就改了。', mark: '拿不准的题可以“标记”，回头再看。', go: '会用了，继续', skip: '不用练习，跳过',
  },
  ready: {
    title: '准备好了吗', minutes: '考试时间 {n} 分钟，开始后计时', extra: '其中便利措施加时 {n} 分钟', startBy: '请在 {time} 前开始，过时不能开考',
    saved: '每答一题自动保存，不用点“保存”', help: '有问题随时按右上角“呼叫工作人员”', attempt: '点“开始考试”后，本次考试计入考试次数', go: '开始考试', busy: '正在打开试卷…',
  },
  clock: { left: '剩余时间', both: '{h} 小时 {m} 分', hours: '{h} 小时', minutes: '{m} 分钟', hide: '隐藏时间', show: '显示时间', hidden: '时间已隐藏', ten: '还剩 10 分钟', one: '还剩 1 分钟', up: '时间到，正在交卷…', stopped: '已停住' },
  store: { all: '答案已全部保存', saving: '正在保存…', waiting: '{n} 项还没有保存', memory: '请不要关闭或刷新本页', offline: '网络断开，正在重连', http: '正在用备用方式保存' },
  question: { previous: '上一题', next: '下一题', mark: '标记', marked: '已标记', yes: '正确', no2: '错误' },
  map: {
    title: '答题卡', answered: '已答 {n}', open: '未答 {n}', marked: '标记 {n}', unstored: '未保存 {n}', nextOpen: '下一道未答', goto: '到第几题', go: '去',
    cell: '第 {n} 题', isAnswered: '已答', isOpen: '未答', isMarked: '已标记', isPending: '正在保存', isRefused: '没有保存', isFrozen: '休息前已答，不能再改', hand: '交卷', help: '按键说明',
  },
  blocked: {
    title: '答案有 10 秒没能保存，请先停下', do: '已答的内容都存在本机，不会丢。请坐在原位等候，恢复后会自动保存、继续答题。', memory: '已答的内容还在这一页里，请不要关闭或刷新。请坐在原位等候，恢复后会自动保存、继续答题。', call: '如果 1 分钟后还没有恢复，请按“呼叫工作人员”。', since: '已经 {n} 秒',
  },
  offline: { title: '网络断开，正在重连', text: '可以继续看题。答案先存在本机，连上后自动补交。' },
  http: { title: '正在用备用方式保存', text: '可以继续答题，保存可能慢一些。' },
  handin: {
    title: '交卷前检查', answered: '已答 {n} 题', open: '还有 {n} 题没有作答', marked: '有 {n} 题做了标记', none: '全部作答，没有标记', jump: '点题号可以回去看',
    early: '{time} 之后才能交卷（还有 {left}），请继续检查', back: '继续答题', go: '交卷', sureTitle: '再确认一次：现在交卷吗', sure: '交卷后不能再修改。已答 {n} 题，未答 {open} 题。',
    yes: '确认交卷', no: '不，继续答题', busy: '正在交卷，请稍候…', waiting: '还有 {n} 项答案正在保存，保存完自动交卷。请不要离开。', failed: '没有交成：{why}',
  },
  paused: {
    title: '考试已暂停', text: '计时已经停住，您的时间不会减少。请坐在座位上等候，恢复后自动继续。', left: '还剩 {time}，暂停期间不减少', roomTitle: '本考场已暂停', siteTitle: '本考点已暂停', cameraText: '计时已经停住，您的时间不会减少。摄像头恢复后自动继续；值守员也可能请您换到备用座位，答案会跟着您。', roomText: '整个考场都停下来了，计时已经停住，您的时间不会减少。请坐在座位上等候，恢复后自动继续。', breakTitle: '中途休息', breakText: '休息完请回到座位，按“呼叫工作人员”，由工作人员核对本人后继续。', breakStops: '计时已停住，最多停 {n} 分钟；超过以后继续计时。', breakRuns: '休息时不停表，请在 {n} 分钟内回来。', breakLeft: '还剩 {time}', breakBack: '已休息 {time}', stored: '答案都在，暂停期间不能作答',
    why: { EQUIPMENT: '设备故障', NETWORK: '网络故障', POWER: '电力故障', MEDICAL: '身体不适', EMERGENCY: '紧急情况', IDENTITY: '身份核对', INCIDENT: '现场有情况需要处理', CAMERA: '本座位摄像头中断过久', RECHECK: '身份核对', OTHER: '工作人员处理中' }, reason: '原因：{why}',
  },
  fenced: { title: '这个座位的考试在别的窗口打开了', text: '同一场考试只能在一个窗口作答，这个窗口已经停用。已经保存的答案都在。', moved: '如果工作人员给您换了座位，请到新座位就座。', ends: '那个窗口已经不在的，请按下面的按钮。考试结束后，本窗口会自动回到等候画面。', here: '在这里继续考试', movedTitle: '您的座位已更换', movedText: '请到新座位继续考试。已经保存的答案都在新座位上。' },
  result: {
    unsaved: '第 {list} 题最后一次作答没有在交卷前存到服务器，成绩按服务器上的答案计算。有疑问请按“呼叫工作人员”。',
    title: '考试结束', deadline: '时间到，系统已自动交卷', officer: '工作人员已为您交卷', own: '已交卷', scoring: '正在评分，请稍候…',
    score: '机考成绩（待发布）', points: '{n} 分', full: '满分 {full} 分，合格 {pass} 分', passed: '合格', failed: '不合格',
    next: '接下来', n1: '这个成绩要由考核发证机关审核发布后才生效', n2: '发布后可在手机“我的成绩”里查看，对成绩有疑问可以申请复核', n2fail: '不合格可以再次预约，时间在手机上看',
    n3: '请带好随身物品，从储物柜取回手机，离开考场', receipt: '交卷凭据 {code}，可以抄下来', leave: '看完了，离开', clears: '{n} 秒后自动清屏',
  },
  ended: { aborted: '这场考试因技术原因中止', abortedText: '不计入考试次数，已答内容会留存。请等候工作人员安排重新考试。', closed: '这场考试已经结束', closedText: '试卷没有开始或已作废。请按“呼叫工作人员”了解情况。' },
  help: {
    title: '按键说明', choose: '选择答案', chooseKeys: 'A–H 或 1–8', move: '上一题、下一题', moveKeys: '← →', among: '在选项间移动，空格选择', amongKeys: '↑ ↓ 空格', mark: '标记这一题', markKeys: 'M',
    goto: '到第几题（先按它，再输入题号和回车）', gotoKeys: 'G 或 N', zoom: '放大或还原图片', zoomKeys: 'Z', read: '朗读这一题，再按停止（有录音的题）', readKeys: 'R', original: '看中文原文，再按收起（有译文的题）', originalKeys: 'L', hand: '交卷前检查', handKeys: 'S', help: '打开或关闭本说明', helpKeys: '?', close: '关闭', note: '有选项 G 的题，按 G 是选 G，请用 N 跳题。',
  },
  aloud: {
    title: '朗读', go: '朗读', text: '朗读全文', stop: '停止朗读', set: '音量和语速', hint: '请戴考位上配的耳机听；再按一次停止', waiting: '录音正在加载…', case: '正在读案例材料', stem: '正在读题干', option: '正在读选项 {letter}',
    failed: '录音没有取到或放不出来。请再按一次，或呼叫工作人员', volume: '音量', rate: '语速', times: '{n} 倍',
  },
  onlooker: { watching: '监考人员正在查看本座位', talking: '监考人员正在对您讲话' },
  camera: { asking: '正在打开摄像头', connecting: '正在连接录像', on: '录音录像中', lost: '摄像头已断开，正在重连。可以继续答题', refused: '浏览器没有允许使用摄像头，已记录。可以继续答题', none: '没有找到摄像头，已记录。可以继续答题', busy: '摄像头被占用，已记录。可以继续答题' },
  given: {
    sum: '含补时 {time}', title: '给您的补时', now: '已给您补时 {time}', minutes: '{m} 分 {s} 秒', whole: '{m} 分钟', seconds: '{s} 秒',
    kind: { PAUSE: '工作人员暂停了您的考试', ROOM: '整个考场暂停', SITE: '整个考点暂停', BREAK: '中途休息（停表）', OUTAGE: '故障' },
    code: { SERVER_DOWN: '服务器中断', ROOM_POWER: '考场断电或断网' }, from: '{from}–{to}',
  },
  rest: {
    may: '可以中途休息，最长 {n} 分钟，', runs: '休息时不停表。', stops: '休息时停表。', freezes: '休息前已答、已标记的题，回来后不能再改。', from: '{time} 以后可以申请中途休息', ask: '申请休息', sure: '确认休息', no: '不休息，继续答题', busy: '正在暂停…', wait: '还有答案正在保存，保存完才能休息',
  },
  notice: { seen: '知道了' },
  officer: { says: '监考员对您说' },
  challenge: { left: '请慢慢把头转向左边，再转回来', right: '请慢慢把头转向右边，再转回来', blink: '请眨眼：双眼闭上约两秒，再睁开', why: '确认座位上是您本人在考试。可以继续答题；不便做时不用做，监考员会看到是您。' },
}
