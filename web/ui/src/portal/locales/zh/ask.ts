// What can be asked for about a permit that one has.
export const ask = {
  title: '办理业务',
  kind: { FIRST_ISSUE: '初次领证', RENEWAL: '换证', REPLACEMENT: '补证', CORRECTION: '更正', DEFERRED: '延期换证' },
  hint: {
    RENEWAL: '到期前换领新证，新有效期接着旧的算',
    REPLACEMENT: '遗失、损坏或被盗，有效期不变',
    CORRECTION: '姓名或证件号码变了，有效期不变',
    DEFERRED: '出国、服役等暂时换不了证',
  },
  what: {
    RENEWAL: '批准后发新证：有效期从旧证到期的次日算起，初次领证日期不变。旧证用到最后一天。',
    REPLACEMENT: '批准后发新证：有效期和编号不变，换新的核验码。旧证的核验码立即失效，扫到会显示“已换发新证”。',
    CORRECTION: '请先到窗口把身份档案改好，再在这里申请。批准后按档案换发新证，有效期不变，旧证的核验码立即失效。',
    DEFERRED: '从批准那天起不得上岗，直到换证。请只在确实离岗时申请；提前回来可以请发证机关取消。',
  },
  ground: '原因',
  grounds: { LOST: '遗失', DAMAGED: '损坏', STOLEN: '被盗', NAME: '姓名变更', DOCUMENT: '证件号码变更', ABROAD: '在国（境）外', DETAINED: '被羁押、留置等', MILITARY: '服兵役', ILLNESS: '因病', OTHER: '其他' },
  proof: '证明材料',
  proofHint: '写明材料名称和编号，例如“户口本 第 3 页”。提交后在下一页拍照上传，审核人可能请您出示原件。',
  papers: '证明材料的照片或文件', papersNone: '请拍照或选择文件上传，审核人凭它核对。最多 5 份，每份不超过 5 MB。', papersMore: '还可以再传，最多 5 份。决定之前可以删除重传。', papersNever: '没有上传材料。', paper: '材料 {n}', paperPdf: '材料 {n}（PDF）', paperBack: '删除材料 {n}', paperSending: '正在上传，请不要关闭页面…',
  deferTo: '最迟哪天换证',
  deferToHint: '晚于证书到期日；发证机关没有另行规定的，最长五年。',
  work: '从业说明',
  workHint: '写明在哪里、从事什么作业，有没有违章或事故，至少 10 个字。',
  send: '提交申请',
  withdraw: '撤回申请',
}
