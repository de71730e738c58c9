export const product = '随考'
export const back = '返回'
export const nextStep = '下一步'
export const notNow = '暂不'
export const toHome = '回到首页'
export const more = '显示更早的'
export const who = '受理窗口或考试点值班台'
export const stepOf = '第 {at} 步，共 {of} 步'
export const countOf = '已写 {used} 字，最多 {most} 字。'
export const tab = { label: '主要栏目', home: '首页', learn: '学习', exams: '考试', permits: '证书', me: '我的' }
export const welcome = {
  title: '考证的事，在这里一步一步办',
  text: '报名、预约、考试、查成绩、领证，每一步都会告诉您该做什么。',
  way1: '注册账号，拍一张证件照',
  way2: '选操作项目报名，等审核',
  way3: '选时间预约座位，领准考证',
  way4: '到考场考试，当场看到机考成绩',
  way5: '成绩发布后申请证书',
  guide: '办事指南',
  guideHint: '不登录也能看：条件、材料、时限、费用',
  verify: '核验别人的证书',
}
export const home = {
  hello: '{name}，您好',
  next: '下一步',
  also: '还要办的',
  waiting: '正在等别人办的',
  another: '报名另一个项目',
  partial: '有一部分内容没有取到，下面可能不全。',
  savedTickets: '存在手机里的准考证',
}
export const step = {
  privacy: '个人信息处理告知书有新版本',
  privacyDo: '阅读并确认',
  rebook: '您的场次停用了，要改约',
  rebookDo: '看原因并改约',
  confirmHold: '座位正为您保留，还没有确认',
  confirmHoldDo: '去确认',
  inside: '您已入场',
  ticket: '已约好考试',
  ticketDo: '打开准考证',
  correct: '报名材料要补正',
  correctDo: '去补正',
  retakePhoto: '证件照要重拍',
  photo: '先拍一张证件照',
  photoDo: '去拍照',
  finishDraft: '报名还没有提交',
  goOn: '继续填写',
  book: '报名已通过，可以约考试了',
  bookDo: '选时间',
  applyPermit: '考试合格，可以申请证书了',
  applyPermitDo: '去申请',
  permitCorrect: '证书申请要补正',
  renew: '证书快到期了',
  receivePaper: '有一份文书，请您查收',
  receivePaperDo: '打开查看',
  answerMatter: '考试的事要您说明情况',
  answerMatterDo: '看录像，写说明',
  answerBy: '最迟{time}写完',
  readDecision: '已作决定，不服可以申诉',
  appealBy: '不服的，最迟{time}申诉',
  waitMatter: '考试中的情况正在核查',
  waitReview: '报名正在审核',
  waitRelease: '机考成绩待发布',
  waitPermit: '证书申请正在办理',
  apply: '选一个项目报名',
  applyDo: '选择项目',
  look: '查看',
  at: '{time}',
  wasAt: '原定{time}',
  until: '有效期至{time}',
  ends: '{time}到期',
  correctBy: '请最迟{time}补正',
  confirmBy: '请在{time} 前确认',
  before: '最迟{time}答复',
}
