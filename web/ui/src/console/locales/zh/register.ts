// The exchange of files with the national register.
export default {
  register: {
    hint: '每次发证和变更都会列入待上报。生成批次、下载文件送全国平台；平台的结果以文件导入，由另一人确认后生效。', lines: '上报清单', batches: '上报批次', imports: '结果文件', permit: '证件', what: '事项', whats: { ISSUED: '新发证', CHANGED: '变更' }, acts: '操作',
    noLines: '这里没有条目', noLinesHint: '发证或变更后会自动列入。', noBatches: '还没有上报批次', noImports: '还没有导入过结果文件',
    make: '生成上报批次', makeObject: '待上报 {n} 条', makeEffect: '全部待上报条目（最多 5000 条）列入一个新批次，以后不会重复上报。', made: '批次已生成，请下载文件。', columns: '列', columnsHint: '用逗号分隔，按顺序：{keys}。不填则与上一批相同。', batchNo: '第 {n} 批', entries: '条数', by: '经办', digest: 'CSV 校验值（SHA-256）',
    xlsx: '下载 Excel', csv: '下载 CSV', again: '再次上报', againEffect: '这一条会列入下一个批次。', againDone: '已列入待上报。',
    receive: '导入结果文件', template: '下载结果模板', received: '文件已读取，请看逐行结果。', file: '文件', rows: '行数', wrong: '有问题', first: '导入人', second: '确认人', report: '逐行结果',
    confirms: '确认', notes: '变更已登记', refusals: '未通过', done: '已处理', failed: '没有处理', problems: '有问题的行', problemsHint: '这些行不会处理。请改正后另传一份文件。', firstOnly: '共 {n} 处，列出前 {shown} 处。', answers: '可以处理的行', row: '行', column: '列', problem: '问题', outcome: '结果', outcomes: { CONFIRM: '确认', NOTED: '变更已登记', REFUSE: '未通过' }, ref: '平台编号或原因', faults: { own: '这是导入人或确认人本人的证件，须由另两人办理', change_open: '这份证件有一项变更正在等复核，办完后再导入一次', change_kind: '证件的状态已经改变，不再适用', other: '证件已经改变，没有处理' },
    approve: '确认生效', approveEffect: '{n} 份证件变为全国平台已确认，{r} 份记为未通过。请先核对逐行结果与平台原件。', refuse: '不采用', refuseEffect: '这份文件不会处理。', decided: '已登记。', colleague: '等另一位同事确认', note: '意见',
  },
}
export const registerMenu = { permitRegister: '全国平台上报' }
