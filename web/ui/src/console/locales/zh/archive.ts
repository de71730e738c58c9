// Volumes of the archive.
export default {
  archive: {
    hint: '档案整理后即封存：每份有目录、校验值和签名，改动一个字节都能查出。之后的变化另立补充卷。', which: '档案种类', kind: { PERSON: '一人一档', SESSION: '一期一档' },
    ripe: '待归档 {n} 份', noneRipe: { PERSON: '所有证件都已归档。', SESSION: '没有待归档的场次。当天结束、考场记录全部签署后才能归档。' },
    makeAll: '全部归档', makeAllObject: '待归档 {n} 份', makeAllEffect: '在后台整理，一次最多 500 份。缺少的材料会列在目录里。', asked: '已排队，整理好后可以调阅。',
    all: '已整理的档案', title: '题名', part: '卷', files: '内容', until: '保管至', volumes: '卷数', first: '首卷', nth: '补充卷 {n}', count: '{n} 件，{size}', missing: '缺少 {n} 件', handed: '已列入移交清单',
    none: '还没有档案', noneHint: '有待归档的，可以点“全部归档”。', supplement: '补充归档', supplementEffect: '只收上一卷之后新增或改变的材料，另立一卷。', again: '重新整理', againEffect: '再次排队整理这一卷。',
    fetch: '调阅', fetchEffect: '下载整卷文件。谁在什么时候为什么调阅，会记入审计。', fetched: '已开始下载。', purpose: '调阅用途', purposeHint: '例如：法院调取，文号',
    handOver: '生成移交清单', handOverEffect: '把还没列入清单的这类档案列成一份清单，最多 1000 卷，双方签章移交。', handedOver: '清单已生成，请下载。', receiver: '接收单位',
    lists: '移交清单', list: '清单', listNo: '第 {n} 号', sheet: '下载清单', noLists: '还没有移交清单', noListsHint: '向档案馆移交前生成。',
    fault: { archive_nothing_new: '上一卷之后没有新的材料', permit_not_found: '找不到对应的记录', internal: '整理时出错，请重新整理；再次出错请找管理员', other: '没有整理成（{code}）' },
  },
}
export const archiveMenu = { permitArchive: '档案' }
