// Checking a list of permits by a file.
export default {
  permitSheet: {
    hint: '上传人员名单（Excel 或 CSV，最多 20 MB、20000 行），逐行核验证件。列名：姓名，证号或证件号码，作业项目（可不填）。持证人能看到是哪个单位查询的。', check: '上传名单核验', effect: '每一行都会记录由本单位查询。结果只有您能看到，一小时后自动删除；上传的文件不保存。', checked: '核验完成。',
    template: '下载模板', left: '今天还能核验 {n} 行；查不到的还可有 {m} 行，超过后本单位今天不再答复。', closed: '今天查不到的条数超过 {n} 条，为防猜测证号，本单位今天不再答复。请核对名单，明天再试。',
    mine: '我的核验结果', file: '名单', rows: '行数', at: '核验时间', ends: '自动删除', look: '查看', forget: '立即删除', forgetEffect: '结果立即删除，不能恢复。', forgotten: '已删除。', emptyTitle: '还没有核验结果', emptyHint: '上传名单后，结果在这里保存一小时。',
    answer: '核验结果', age: '核验于 {at}，距现在 {n} 分钟。', deletes: '{at} 自动删除。', download: '下载结果（Excel）', all: '全部', row: '行', name: '姓名、证号', verdict: '结论', reason: '原因', held: '持有证件', until: '至 {day}', more: '显示更多', colon: '：', noneHint: '请核对证号和姓名是否与证件一致',
    verdicts: { MAY_WORK: '有效', LOOK: '待核实', NO_WORK: '不可作业', OTHER_ITEM: '无此项目', NONE: '查无此证或姓名不符', BAD_ROW: '行有误' },
  },
}
export const permitSheetsMenu = { permitSheets: '批量核验' }
