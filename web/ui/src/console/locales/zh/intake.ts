// Permits that were issued elsewhere or before.
export default {
  intake: {
    hint: '原制度下核发的证书和外地证书从表格导入：一人导入，逐行核对，另一人确认后生成。导入的证书同样要等全国平台确认。', files: '导入文件', receive: '导入证书表格', template: '下载模板', none: '还没有导入过原有证书', noneHint: '先下载模板，按纸质档案填写。',
    receiveEffect: '逐行核对后给出结果，最多 2 万行。另一位同事确认之前不会生成证书。', approveEffect: '将生成 {n} 张证书。请先抽查纸质档案。', refuseEffect: '这份文件不会导入，已读取的内容立即清除。', problemsHint: '这些行不会导入。请改正后另传一份文件。',
    waiting: '待生成', done: '已生成', failed: '没有生成', failures: '确认之后不能再生成的行',
    regime: '新旧制度衔接', regimeHint: '2026 年 6 月 1 日起证书不再复审。下面是规则对每张导入证书的结论，按哪一天的规则判断也由规则决定。', regimeNone: '导入原有证书之后，这里列出每一张的衔接结论。', regimeFile: '下载全部清单',
    fates: { OVERDUE: '逾期未复审', PENDING: '待复审', NOT_REQUIRED: '无需复审', DONE: '已复审', NONE: '不涉及复审', ENDED: '已失效' },
    fateHints: { OVERDUE: '应在新制度施行前复审而没有复审，不得上岗，请通知持证人。', PENDING: '复审期未到，现行规则仍要求复审。', NOT_REQUIRED: '复审期在新制度施行之后，有效期不变。', DONE: '已按原制度复审。', NONE: '发证时的规则没有复审要求。', ENDED: '有效期已过，或已撤销、注销。' },
    paper: '原证书', paperValue: '{day} 核发，{at} 由{who}导入', issuer: '发证机关', reviewDue: '应复审日期', validTo: '有效期止',
  },
}
export const intakeMenu = { permitIntake: '导入原有证书' }
