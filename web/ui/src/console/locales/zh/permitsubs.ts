// Subscriptions to changes of permits.
export default {
  permitSub: {
    hint: '证件签发、暂停、撤销、到期等变化，一分钟内送到贵单位的系统：推送到 https 地址，或用核验接口密钥读取。内容只有核验码和您的编号，没有姓名和证号。', make: '新建订阅', makeEffect: '签名密钥只显示一次，请当场交给系统维护人员保存。', made: '订阅已建立。', name: '名称', nameHint: '例如“一号门闸机”。', url: '推送地址', urlHint: 'https 开头的公网域名地址；不填则只用密钥读取（GET /v1/permits/changes）。', employees: '本单位人员', employeesHint: '包括在本单位工作的所有人的证件', yes: '包括', no: '不包括，只看关注名单', events: '变化',
    eventsHint: '订阅全部变化，或只订阅不能作业的变化。', all: '全部', comma: '、', bad: '暂停、撤销、吊销、注销、到期、换发', secret: '请现在保存签名密钥', secretHint: '推送按 Standard Webhooks 签名（HMAC-SHA256），关闭后不再显示。', watched: '关注名单', watch: '更新关注名单', watchEffect: '新名单代替原来的名单。证号和姓名不保存原文；名单里的人是否有证不作提示。', watchHint: '一行一人：证号，姓名，您的编号（可不填），用逗号隔开，最多 5000 行。', watchDone: '关注名单已更新。', list: '名单',
    sent: '已送达', sentOf: '{sent} / {newest}', readOnly: '用密钥读取', test: '发送测试', testEffect: '向推送地址送出一条类型为 permit.test 的变化。', tested: '测试已发出，请看送达记录。', log: '送达记录', logOf: '{name}：送达记录', rotate: '更换签名密钥', rotateEffect: '新密钥立即生效，旧密钥再有效一天。', rotated: '密钥已更换。', resume: '继续推送', resumeEffect: '等待的变化按顺序送出。', resumed: '已继续推送。', end: '停用', endEffect: '立即停止，不能恢复。', ended: '已停用。', emptyTitle: '还没有订阅', emptyHint: '建立订阅后，证件变化会自动送到贵单位的系统。', noTries: '还没有送达记录',
    seq: '序号', event: '变化', at: '时间', took: '用时', result: '结果', ms: '{n} 毫秒', noAnswer: '没有应答', state: { ACTIVE: '使用中', PAUSED: '已暂停：连续三天送不到', ENDED: '已停用' },
    event_: { ISSUED: '签发', SUSPENDED: '暂停', REVOKED: '撤销', WITHDRAWN: '吊销', CANCELLED: '注销', EXPIRED: '到期', RENEWED: '换证', REPLACED: '换发新证', UPDATED: '其他变化', IMPORTED: '原有证书导入', TEST: '测试' },
    problems: { 'no answer in time': '没有及时应答', 'network not allowed': '地址在不允许的网络内', 'port not allowed': '端口不允许', 'host name not found': '域名找不到', 'answer too large': '应答太大', 'certificate not accepted': '网站证书不可信', 'not reached': '连接不上', 'address not allowed': '地址不允许' },
  },
}
export const permitSubsMenu = { permitSubs: '变化订阅' }
