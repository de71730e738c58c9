// Items in other languages.
export default {
  variants: {
    title: '语言译本', hint: '译文和原文选项次序相同，答案不变。由一人翻译、另一人核对；核对通过的译文进入下一次发布的版本。考生随时可以看中文原文，以中文为准。', none: '还没有译文。',
    state: { WRITTEN: '待核对', CONFIRMED: '已核对', REFUSED: '已退回', REPLACED: '已被新译文替换' }, stale: '原文已改，不适用于这一版', by: '{name} {at} 翻译', decided: '{name} {at} 处理',
    alt: '图 {n} 的说明', of: '{what}的译文', add: '翻译成', choose: '选择语言', save: '提交译文', saveEffect: '提交后由另一位翻译人员对照原文核对。', saved: '已提交，等另一人核对。',
    confirm: '核对通过', confirmEffect: '请逐项对照原文。通过后不能再改；同一原文以前的译文由它替换，已发布的版本不变。', confirmed: '已核对通过。', refuse: '退回', refuseEffect: '退回后可以重新翻译。', refused: '已退回。', reason: '退回原因',
    queue: '待核对的译文', queueOf: '{language}（{n} 题）', queueHint: '逐项对照原文，没有问题的勾上，一次核对通过；其中有一条不能通过，就一条也不通过。自己的译文由别人核对。要退回的，请打开试题办理。', queueNone: '这种语言没有待核对的译文。', right: '译文正确', own: '自己的译文，由别人核对', numbered: '题号 {no}', fromStart: '回到第一页', nextPage: '下一页',
    many: '核对通过（{n} 条）', manyEffect: '请确认 {n} 条都已逐项对照原文。通过后不能再改；同一原文以前的译文由它们替换，已发布的版本不变。', manyDone: '{n} 条译文已核对通过。', one: '“{stem}”：{why}',
    pageHint: '按语言统计已通过的试题。没有译文的试题在考试中用中文显示。批量翻译：导出待译文字，填好“译文”一列再导入，整份文件没有错误才会导入；每条译文仍要另一人核对。解析不在文件里。',
    row: '第 {n} 行“{field}”：{why}', column: { item: '题号', language: '语言', field: '项目', source: '原文', translation: '译文' },
    empty: '没有翻译', confirmedCount: '已核对', waitingCount: '待核对', ofCount: '试题总数', export: '导出待译文字', import: '导入译文', importEffect: '{n} 题的译文将等待另一人核对。', imported: '已导入 {n} 题的译文。',
  },
}
