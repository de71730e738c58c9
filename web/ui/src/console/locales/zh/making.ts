// Certificates and their templates.
export default {
  making: {
    certificate: '下载电子证照', certificateEffect: '文件上有完整的证件编号，下载记入审计。', certificateDone: '已下载。', size: '版面', sizes: { page: 'A4 整页', card: '卡片（正反面）' },
    hint: '版式由一人提出、另一人批准，从起用日期起的新证件按新版式出证。已发出的证件仍按原版式。', version: '版次', versionNo: '第 {n} 版', name: '名称', from: '起用日期', fromHint: '这一天起签发的证件用新版式。', acts: '操作', builtIn: '系统自带',
    propose: '提出新版式', proposeEffect: '系统会检查全部内容并试画样张，不合格的逐条指出位置。由另一位制证员批准。', proposed: '已提出，等另一位同事批准。', approve: '批准', approveEffect: '{from} 起签发的证件用这个版式。请先看过样张。', refuse: '不采用', refuseEffect: '这个版式不会起用。', decided: '已登记决定。', colleague: '等另一位同事批准',
    look: '看样张', keep: '下载版式文件', specimen: '样张：{name} 第 {n} 版', open: '打开样张', case: '内容', cases: { plain: '一般', long: '长姓名、长项目', rare: '生僻字' },
    kind: { OPERATION_PERMIT: '特种作业操作证', COMPETENCE_CERT: '安全合格证', TRAINING_PROOF: '培训合格证明' },
  },
}
export const makingMenu = { permitTemplates: '证书版式' }
