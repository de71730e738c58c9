// What becomes of permits through the years.
export default {
  cycle: {
    kind: '申请事项', old: '原证', ground: '原因', proof: '证明材料', papers: '证明材料的照片或文件', noPapers: '申请人没有上传材料。', paper: '材料 {n}', deferTo: '最迟换证日', work: '从业说明', before: '沿用原证，没有重新考试', follows: '接续的原证', extendedTo: '延期至',
    kinds: { FIRST_ISSUE: '初次取证', RENEWAL: '换证', REPLACEMENT: '补证', CORRECTION: '更正', DEFERRED: '延期换证' },
    grounds: { LOST: '遗失', DAMAGED: '损坏', STOLEN: '被盗', NAME: '姓名变更', DOCUMENT: '证件号码变更', ABROAD: '在国（境）外', DETAINED: '被羁押、留置等', MILITARY: '服兵役', ILLNESS: '因病', OTHER: '其他' },
    issueEffect: {
      FIRST_ISSUE: '生成证件编号和有效期。发出后内容不能更改，只能变更状态。', RENEWAL: '发出新证：有效期接着旧证，初领日期不变。旧证用到最后一天。', REPLACEMENT: '发出新证：有效期和编号不变。旧证的核验码立即失效。',
      CORRECTION: '按身份档案现在的内容换发新证，有效期不变。旧证的核验码立即失效，新证要由全国平台重新确认。', DEFERRED: '从现在起这份证件显示“延期换证，不得上岗”，到换证或延期届满为止。',
    },
    issue: { FIRST_ISSUE: '制证', RENEWAL: '换发新证', REPLACEMENT: '补发新证', CORRECTION: '更正换发', DEFERRED: '准予延期' },
    issueDone: { FIRST_ISSUE: '已为 {name} 制证。', RENEWAL: '已为 {name} 换发新证。', REPLACEMENT: '已为 {name} 补发新证。', CORRECTION: '已为 {name} 更正换发。', DEFERRED: '已准予 {name} 延期换证。' },
    onDay: '某日状态', onDayHint: '任选一天，看这份证件当天结束时是什么状态。由历史记录和当时适用的规则推出，供监管和司法查证。',
    day: '日期', atEnd: '{day} 当天结束时：', foreseen: '这一天还没有到：只按现有决定推算，以后的决定不在内。', byDates: '由日期和规则得出，当天没有人作出的决定在起作用。', decision: '起作用的决定', notNational: '当日全国平台尚未确认。',
  },
}
