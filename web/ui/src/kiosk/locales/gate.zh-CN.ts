export default {
  steps: { label: '入场进度', show: '出示', locker: '存物', match: '核对', enter: '入座' },
  show: '请出示准考证二维码或身份证',
  idle: {
    camera: '把二维码对着这里',
    cameraOff: '正在打开摄像头…',
    cameraNone: '摄像头用不了，请用身份证或证件号码',
    card: '或把身份证放在读卡区',
    cardDown: '读卡器没有响应，请用二维码或证件号码',
    cardLeft: '读卡区有一张证件，请先取走',
    type: '输入证件号码', leave: '离开考场',
    noPhone: '没带手机也能入场：刷身份证或输入证件号码',
  },
  typing: {
    title: '请输入证件号码', kind: '请选择证件种类', other: '换其他证件', number: '证件号码', empty: '还没有输入',
    letters: 'ABC', digits: '123', erase: '删除', clear: '清空', go: '确定', proof: '号码只用来查找预约，入场前还要核对本人',
  },
  docKind: {
    ID_CARD: '居民身份证', TEMPORARY_ID: '临时居民身份证', HOUSEHOLD_EXTRACT: '户籍证明（带照片）', ELECTRONIC_ID: '电子身份证',
    HMT_RESIDENCE: '港澳台居民居住证', FOREIGN_RESIDENCE: '外国人永久居留身份证', PASSPORT: '护照', MAINLAND_TRAVEL: '来往内地（大陆）通行证',
  },
  busy: '正在核对，请稍候',
  found: {
    title: '请核对：是您本人吗', name: '考生', item: '考试项目', time: '开考时间', walkIn: '现在就考', yes: '是我，继续', no: '不是我',
  },
  offers: { title: '现在就考：请选择考试项目', hint: '下面是您已审核通过的报名，选好后为您安排座位', minutes: '考试 {n} 分钟', none: '都不考，返回' },
  locker: {
    title: '请先把手机和物品存入储物柜',
    phone: '手机、智能手表、耳机、包、书本和纸条都要存好，考场内不能有手机',
    detector: '进门时会经过检测门，查到手机不能入场',
    keep: '身份证随身带好，记住柜号',
    done: '已存好，继续',
  },
  card: { title: '请把身份证放在读卡区', hint: '平放，等屏幕变化后再拿走', wait: '等待放卡…', seen: '正在读卡…', other: '没有证件或读不出来，请工作人员核对' },
  ways: {
    title: '请选择核对方式', hint: '两种方式效果相同，可任选一种', pin: '输入四位入场码', pinHint: '不用人脸，入场码在手机准考证上',
    officer: '请工作人员核对', officerHint: '不用人脸，远程监考员看着画面为您核对', face: '看摄像头核对', faceHint: '用人脸，需要您单独同意，可随时撤回',
  },
  consent: {
    title: '人脸信息单独同意书', yes: '同意，看摄像头核对', noPin: '不同意，输入入场码', noOfficer: '不同意，请工作人员核对', failed: '同意书暂时打不开，请用其他方式，效果相同。',
  },
  face: {
    title: '请看摄像头', hint: '摘下帽子和口罩，正对屏幕旁的摄像头，眨眨眼', busy: '正在核对…', again: '再试一次', pin: '改用入场码', officer: '请工作人员核对',
  },
  pin: { title: '请输入四位入场码', hint: '入场码在手机准考证上', left: '还可以试 {n} 次', filled: '已输入 {n} 位', forgot: '忘记入场码，请工作人员核对' },
  officer: {
    title: '请稍候，远程监考员正在为您核对',
    hint: '请站在屏幕前，摘下帽子和口罩，把证件拿在手里',
    waited: '已等候 {time}', until: '最迟等到 {time}', cancel: '不等了，返回',
  },
  line: {
    label: '和值班人员通话', connecting: '正在接通值班人员，请稍候', on: '已接通：值班人员可以看到您、听到您', watching: '值班人员正在看着您，请面对屏幕说话', talking: '值班人员正在和您说话',
    lost: '画面断开了，正在重新接通', none: '这里的摄像头用不了，值班人员会到场帮助您', nonePhone: '这里的摄像头用不了，请拨打值班电话 {phone}', unkept: '画面和声音不录制', end: '结束通话',
  },
  emergency: { FIRE: '消防报警，请立即离开', PANIC: '考场里有人求助', MEDICAL: '考场里有人需要急救', desk: '值班电话 {phone}' },
  leaving: { title: '离开考场：请把身份证放在读卡区', hint: '去卫生间请先在座位上申请休息；交卷后也请在这里登记离开', type: '没有身份证，输入证件号码', free: '遇到紧急情况不用登记，门内把手随时可以打开' },
  left: { title: '已登记离开', opened: '门已打开，请推门离开', noAnswer: '门没有响应，已通知工作人员；门内把手可以打开', back: '休息后回来，请在门口再核对一次身份，座位为您保留。已经交卷的不用再回来。' },
  admitted: {
    again: '欢迎回来，还是原来的座位',
    title: '您的座位', seatNo: '{n} 号', opened: '门已打开，请推门进入', opening: '正在开门…', noAnswer: '门没有响应，已通知工作人员为您开门，请在门口稍候。座位已为您保留。',
    way: '从门口数第 {row} 排，左起第 {col} 个', card: '请取回您的身份证', done: '知道了',
  },
  map: { label: '座位图：{seat} 号座位在第 {row} 排左起第 {col} 个', door: '门', you: '您' },
  refused: {
    title: '现在不能入场', titleOut: '现在不能登记离开', wrongRoom: '您走错考场了', tooEarly: '您来早了', tooLate: '已过入场时间', ticket: '准考证已失效', inside: '您已入场', outside: '您已登记离开', notInside: '没有您的入场记录', sitting: '考试正在进行',
    banned: '您目前不能参加考试', approve: '报名还没有通过', unknown: '没有找到您的预约', noSeat: '现在没有空座位', over: '操作超时', officer: '核对没有通过',
    notTicket: '这不是准考证二维码', notTicketText: '请打开手机上的准考证，把里面的二维码对准摄像头；也可以刷身份证。',
    nothing: '没有可以参加的考试', nothingText: '您现在没有可以马上参加的考试。请在手机上预约，或按“呼叫工作人员”。',
    card: '证件读不出来', reader: '读卡器没有响应',
    code: '代码 {code}', again: '重新开始', called: '已经通知工作人员，请稍候',
  },
  failed: { title: '暂时连不上服务器', text: '请稍等再试。您的预约不受影响，还是不行请呼叫工作人员或拨打值班电话。', retry: '再试一次' },
  back: '返回',
  still: '{n} 秒后回到首页', here: '我还在',
  demo: {
    title: '演示：模拟读卡器', hint: '没有硬件也能走完全程：把某人的证件放到读卡器上，或取走。', who: '证件持有人', lay: '放上证件', away: '取走证件',
    unreadable: '芯片坏的卡', down: '读卡器断线', doorBroken: '门不响应', doorOk: '门恢复', laid: '已放上：{name} {number}', empty: '读卡器上没有证件', none: '没有演示人员', failed: '模拟器没有回答',
  },
}
