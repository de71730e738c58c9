// Cards that permits are printed on.
export default {
  cards: {
    hint: '空白证件逐号入库，每张只用一次。作废的卡由另一人核对销毁，号码不再使用。', receive: '空白证件入库', receiveObject: '号码段', receiveEffect: '一次最多 10000 张；有一个号码已登记，整段都不入库。', receiveDone: '已入库。', first: '起号', last: '止号',
    make: '生成制证批次', makeObject: '待制证 {n} 张', makeEffect: '按号码顺序给等候最久的证件各配一张空白证件，一批最多 1000 张。', makeDone: '批次已生成，请下载文件打印。', nothing: '现在没有待制证的证件。发证后列入待制证，再生成批次。', few: '空白证件还差 {n} 张，请先入库。',
    count: { waiting: '待制证', free: '空白证件', laid: '待领取', handed: '已领取', posted: '已邮寄', spoiled: '作废待销毁', destroyed: '已销毁' },
    batches: '制证批次', batch: '批次', cards: '张数', files: '文件', pdf: '下载打印文件', part: '打印文件 {n}', sheet: '领取清单', noBatches: '还没有制证批次', noBatchesHint: '发证后在这里配卡打印。',
    all: '证件卡', blank: '空白证件号码', none: '没有这样的卡', noneHint: '换一个状态，或者输入空白证件号码查找。', colleague: '由另一位同事核对销毁', taker: '领取人姓名', parcel: '邮寄单号', noted: '已登记。',
    act: { hand: '登记领取', post: '登记邮寄', spoil: '登记作废', destroy: '登记销毁' },
    effect: { hand: '核对领取人的身份证件后登记。', post: '持证人会看到单号。', spoil: '卡上的证件会另配一张。作废的卡须由另一人核对销毁。', destroy: '请当面核对号码并剪角销毁。登记后不能恢复。' },
  },
}
export const cardsMenu = { permitCards: '制证与领取' }
