// The texts people confirm.
export default {
  texts: {
    hint: '告知书、承诺书和单独同意。考生确认的是哪一版，永远查得到原文。新文字由一人提出、另一人发布。', kind: { PRIVACY: '个人信息处理告知', TRUTH_PLEDGE: '材料真实性承诺书', EXAM_PLEDGE: '诚信考试承诺书', RECORDING: '录音录像告知', FACE_CONSENT: '人脸单独同意' },
    propose: '提出新版', proposeEffect: '等规则审批人发布后才生效；在此之前用的还是现在这一版。', handIn: '提交', proposed: '新版已提交，等待另一个人发布。', formHint: '从现行的一版开始改。中文和英文要一段对一段，段落之间空一行；标题里写了版次的，记得一起改。', lang: { zh: '中文', en: '英文' }, title: '标题', body: '正文', reason: '为什么改',
    lack: { zh: '请写中文的标题和正文。', en: '请写英文的标题和正文。', same: '和现行的一版完全一样。', paragraphs: '中文和英文的段落数不一样，请一段对一段。', reason: '请写明为什么改，至少 2 个字。' }, pending: '等待发布的新版', why: '为什么改：{text}', proposing: '提出', marked: '左边有竖线的段落是新写的。', fresh: '新写的段落：',
    publish: '发布', publishEffect: '马上生效。以后每个人都要确认这一版；已经确认过旧版的人，下次办事时要重新确认。不能撤回，只能再发新版。', publishDone: '新版已发布。', reject: '退回', rejectEffect: '这份新版不会发布，提出人会看到理由。', rejectDone: '已退回。', takeBack: '撤回', takeBackEffect: '撤回您自己提出的新版。', takeBackDone: '已撤回。',
    version: '第 {n} 版', since: '{time} 起，{by}', own: '本机关发布', shipped: '程序自带', read: '看原文', past: '以前的提议',
  },
}
