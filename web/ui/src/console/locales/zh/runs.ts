// Many permits at once.
export default {
  runs: {
    hint: '把已审核通过的申请一次签发，最多 1 万份。每一份都按单独签发的条件再核对一遍，不能签发的列出原因，不影响其余。离开本页也会继续。', waiting: '等待发证的申请：{n} 份', nothing: '现在没有等待发证的申请，审核通过后可以在这里一次签发。', applications: '查看发证申请', stoppedBy: '由{who}停止', left: '未处理的 {n} 份仍等待发证，可以列入下一批。', none: '还没有批量发证', noneHint: '申请审核通过后，可以在这里一次签发。',
    start: '批量发证', startObject: '已审核通过的申请 {n} 份', startEffect: '以您的名义逐份签发。已由您审核、发布成绩或评分的申请不会签发。签发后不能撤回，只能依法撤销。', startDone: '已开始。', stop: '停止', stopEffect: '已签发的不受影响，其余留待以后。', stopDone: '已停止。',
    started: '开始时间', issuer: '签发人', total: '申请数', look: '查看进度', object: '{at}，{n} 份', progress: '进度', count: { total: '申请数', issued: '已签发', failed: '不能签发', waiting: '未处理' },
    failures: '不能签发的申请', failuresHint: '处理好原因后，可以单独签发，或列入下一批。', n: '序号', application: '申请', why: '原因', open: '打开申请',
  },
}
export const runsMenu = { permitRuns: '批量发证' }
