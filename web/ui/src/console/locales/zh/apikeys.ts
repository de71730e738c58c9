// Keys for checking permits by machine.
export default {
  apiKey: {
    hint: '门禁、用工系统凭密钥批量核验证件。每次查询都有记录，持证人看得到单位名称。查不到的条数过多，密钥会自动停用。', org: '单位', choose: '请先选择单位', make: '建立密钥', makeEffect: '密钥只显示一次，请当场交给系统维护人员保存。', madeDone: '密钥已建立。',
    name: '名称', nameHint: '写明用在哪里，例如“一号门闸机”。', quota: '每日条数', until: '最后一天', untilHint: '最长两年。', networks: '允许的网络', networksHint: '例如 10.1.0.0/16，一行一条；不填表示不限。', anywhere: '不限', made: '建立',
    secret: '请现在保存这把密钥', secretHint: '关闭后不再显示。调用时放在请求头 X-Api-Key 中。', noted: '已保存，关闭', withdraw: '停用', withdrawEffect: '用这把密钥的系统立即不能再查询，不能恢复。', withdrawn: '密钥已停用。', reason: '停用原因', reasonHint: '监管人员停用下级单位的密钥时必须填写。',
    uses: '使用情况', usesOf: '{name}：近 90 天', unused: '近 90 天没有使用', day: '日期', asked: '查询条数', missed: '查不到的条数', emptyTitle: '还没有密钥', emptyHint: '建立密钥后，门禁等系统可以批量核验。',
    state: { ACTIVE: '使用中', WITHDRAWN: '已停用', STOPPED: '查不到过多，已停用' },
  },
}
export const apiKeysMenu = { apiKeys: '核验接口密钥' }
