// Question files of other systems, coming in and going out.
export const exchangeWords = { verdict: { LEAVE: '不导入（题库收不下）' } }
export const exchangeMenu = { exports: '导出' }

export default {
  exchange: {
    format: '文件格式', detect: '自动识别', topic: '没写知识点的题归到', topicHint: 'Aiken 等格式没有知识点。',
    formats: { xlsx: 'Excel 表格', csv: 'CSV（UTF-8）', 'csv-gb18030': 'CSV（GB 18030）', 'moodle-xml': 'Moodle XML', gift: 'GIFT 文本', aiken: 'Aiken 文本', 'qti-2.1': 'QTI 2.1 包', 'qti-2.2': 'QTI 2.2 包', 'qti-3.0': 'QTI 3.0 包' },
    hint: '接受 Excel、CSV、Moodle XML、GIFT、Aiken 和 QTI 2.1/2.2/3.0 包，最大 20 MB、20000 题。先逐题预览，整份文件没有问题才能导入；导入后是草稿，还要提交审核。',
    readAs: '按“{format}”读取。', plainTemplate: '下载常用列模板', again: '按新的选择重新预览',
    left: '{n} 题不导入', leftHint: '题库收不下这些题，其余的照常导入。', lost: '有 {n} 处内容带不过来', lostHint: '题目会导入，但这些内容会丢失或改变。', near: '{n} 题与别的题很像', nearHint: '只是提醒，不影响导入。请看看是不是同一道题。',
    row: '第 {n} 题', whole: '整份文件', nearBank: '与题库里的题有 {percent}% 相同：', nearRow: '与第 {row} 行有 {percent}% 相同：', first: '先显示 {n} 条，共 {all} 条。', many: '相像的题太多，没有全部列出。',
    ask: '申请导出题目', askEffect: '文件里有题干、答案和解析。要由您以外的两个人先后批准，之后 7 天内由您本人下载；申请、批准和每次下载都记入审计。', release: '题库版本', reason: '用途和接收人', asked: '已申请，等待两个人批准。',
    none: '还没有导出申请', noneHint: '导出给别的系统用的题目文件，要先申请，由两个人批准。', by: '申请人', allowedBy: '批准人', allow: '批准导出', allowEffect: '{n} 题连同答案将以“{format}”交给 {name}。用途：{reason}', allowed: '已批准。',
    refuse: '不同意', refuseEffect: '这次导出不会进行。', refused: '已退回。', fetch: '下载文件', until: '{time} 前可下载', report: '看带不走的内容', reportTitle: '“{format}”带不走的内容', nothingLost: '这种格式能带走全部内容。',
    state: { WAITING: '等待两人批准', HALF: '已有一人批准', ALLOWED: '已批准', REFUSED: '未同意' },
  },
}
