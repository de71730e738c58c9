// Sealed releases: taking one in, handing one out, and who is booked behind the last day of one.
export default {
  sealed: {
    hint: '密封题库由其他机关所有：本系统只用它组卷，任何人都看不到试题和答案。导入后由另一人启用。', choose: '选择密封题库文件', org: '由哪个机构使用', orgFirst: '请先选机构。',
    checks: '先完整读一遍文件，核对所有者签名、接收系统、地区和使用期限，只显示概况；确认后才导入。文件最大 2 GB，更大的请在服务器上用命令 suikao import sealed。',
    owner: '所有者（按本系统登记）', release: '题库版本', named: '{name}（第 {no} 号）', files: '图片、视频和录音', filesText: '{n} 个', days: '使用期限', daysText: '{from} 至 {to}', region: '地区', statistics: '作答统计', made: '制作时间',
    goesTo: '导入到', newBank: '新建题库“{name}”', oldBank: '同一所有者已有的题库“{name}”', ownerPrint: '所有者公钥指纹（SHA-256），可与所有者核对', holds: '题型和知识点分布', all: '合计', unread: '以上只是概况。试题、选项、答案和解析在任何页面都看不到。',
    early: '从{from}起才能用它组卷。', short: '只能用到{to}，还有 {n} 天。导入前请确认所有者是否有更新的题库。',
    take: '导入密封题库', takeEffect: '全部导入，或一题都不导入。导入后是“待批准”的版本，要由另一人在题库版本页启用，启用前不影响考试。文件在预览后变过就不会导入。', taken: '已导入，等待另一人启用。', waits: '“{name}”已导入题库“{bank}”，等待审题员中的另一人在题库版本页启用。',
    newer: '导入新的密封题库',
    keys: '本系统的公钥', deviceKey: '设备公钥（X25519）', deviceKeyHint: '交给题库所有者，由他密封给本系统。指纹请另用电话等方式核对。', ownerKey: '所有者公钥（Ed25519）', ownerKeyHint: '本系统密封题库给别处时，交给接收方登记，用来核对签名。', fingerprint: '指纹（SHA-256）', copyKey: '复制公钥',
  },
  sealing: {
    ask: '申请密封导出', askEffect: '把这个版本密封给指定的系统：对方只能在使用期限内组卷，看不到试题和答案。要由另外两人批准，接收方和使用条件写在他们看到的用途里。', owner: '本单位名称（接收方看到的所有者）', devices: '接收方的设备公钥', devicesHint: '每行一个，64 位十六进制，最多 16 个。由接收方在“导入密封题库”页复制。',
    ownerIs: '所有者：{owner}', receivers: '接收设备指纹（前 16 位，最多列 4 个）：{devices}', from: '可用首日', to: '可用末日', region: '限地区', regionHint: '行政区划代码的开头几位，例如 42；不填则不限地区。', statistics: '允许接收方统计作答', allowEffect: '{n} 题将密封交给 {name} 导出，接收方只能组卷，看不到试题和答案。',
    fetch: '取密封题库文件', fetchEffect: '接收方和使用条件必须与批准的完全相同。在申请时用的浏览器里已自动填好；换了浏览器请重新填写。', fetched: '文件已生成。',
  },
  booked: {
    title: '{to}之后已预约的考生', what: '共有 {n} 人预约在正在使用的题库版本到期之后。到期前没有启用新的版本，他们到场后抽不出试卷。请尽快向所有者索取新的密封题库，导入并由另一人启用；来不及的，请考务人员与考生改期。',
    nobody: '{to}（最后使用日）之后没有已预约的考生。', day: '日期', people: '人数', count: '{n} 人', elsewhere: '其他机构的考场', namesHere: '点日期看当天的场次，打开场次可看名单。', namesThere: '名单在考务的场次页，由考务和值班人员查看。', unread: '没有读到到期后的预约',
  },
}
export const sealedMenu = { sealed: '导入密封题库' }
