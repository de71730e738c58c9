// Question files of other systems, coming in and going out.
export const exchangeWords = { verdict: { LEAVE: '不导入（题库收不下）' } }
export const exchangeMenu = { overview: '概况', alike: '相似题', citations: '依据', languages: '语言译本', exports: '导出' }

export default {
  exchange: {
    format: '文件格式', detect: '自动识别', topic: '没写知识点的题归到', topicHint: 'Aiken 等格式没有知识点。',
    formats: { sealed: '密封题库', xlsx: 'Excel 表格', csv: 'CSV（UTF-8）', 'csv-gb18030': 'CSV（GB 18030）', 'xlsx-zip': 'Excel 表格加图片（ZIP）', 'csv-zip': 'CSV 加图片（ZIP）', 'moodle-xml': 'Moodle XML', gift: 'GIFT 文本', aiken: 'Aiken 文本', 'qti-2.1': 'QTI 2.1 包', 'qti-2.2': 'QTI 2.2 包', 'qti-3.0': 'QTI 3.0 包' },
    hint: '接受 Excel、CSV（可与图片、视频一起放进 ZIP）、Moodle XML、GIFT、Aiken 和 QTI 2.1/2.2/3.0 包，最大 20 MB、20000 题。先逐题预览，整份文件没有问题才能导入；导入后是草稿，还要提交审核。',
    readAs: '按“{format}”读取。', plainTemplate: '下载常用列模板', again: '按新的选择重新预览',
    left: '{n} 题不导入', leftHint: '题库收不下这些题，其余的照常导入。', lost: '有 {n} 处内容带不过来', lostHint: '题目会导入，但这些内容会丢失或改变。', near: '{n} 题与别的题很像', nearHint: '只是提醒，不影响导入。请看看是不是同一道题。',
    row: '第 {n} 题', whole: '整份文件', nearBank: '与题库里的题有 {percent}% 相同：', nearRow: '与第 {row} 行有 {percent}% 相同：', first: '先显示 {n} 条，共 {all} 条。', many: '相像的题太多，没有全部列出。',
    ask: '申请导出题目', askEffect: '文件里有题干、答案和解析。要由您以外的两个人先后批准，之后 7 天内由您本人下载；申请、批准和每次下载都记入审计。', release: '题库版本', reason: '用途和接收人', asked: '已申请，等待两个人批准。',
    none: '还没有导出申请', noneHint: '导出给别的系统用的题目文件，要先申请，由两个人批准。', by: '申请人', allowedBy: '批准人', allow: '批准导出', allowEffect: '{n} 题连同答案将以“{format}”交给 {name}。用途：{reason}', allowed: '已批准。',
    refuse: '不同意', refuseEffect: '这次导出不会进行。', refused: '已退回。', fetch: '下载文件', until: '{time} 前可下载', report: '看带不走的内容', reportTitle: '“{format}”带不走的内容', nothingLost: '这种格式能带走全部内容。',
    state: { WAITING: '等待两人批准', HALF: '已有一人批准', ALLOWED: '已批准', REFUSED: '未同意' },
  },
  care: {
    exposure: '出题次数', exposureHint: '每道题被抽中的次数与平均分配时应有次数之比，1 就是用得一样多。', ratio: '实际 ÷ 平均', idle: '组卷规则抽不到', difficulty: '实测难度', difficultyHint: '相对及格线的难度（对数单位）：负数容易，正数难。还没有作答的题按命题人标的难度推算。', logits: '难度 − 及格线',
    map: '知识点与难度', mapHint: '命题人标的难度 1（很容易）到 5（很难），各有多少题；颜色越深题越多。', sum: '合计', flagged: '需要看的题', flaggedHint: '作答情况提示的问题。只是提示，由人判断。', look: '需要看的题（{n} 题）', flags: '提示', answers: '首次作答', share: '答对', drawn: '抽中', draws: '已抽试卷', mostExposed: '用得最多的题是平均的几倍', measured: '已有实测难度的题', fitted: '最近一次夜间估计', no: '第 {n} 版', noFlags: '目前没有提示。',
    noDraws: '按现在的题库版本和组卷规则还没有抽过试卷。', noRelease: '还没有在用的题库版本', noReleaseHint: '题库版本启用后，这里显示出题次数、难度和提示。', flag: { WEAK: '区分度低', REVERSED: '好的考生反而答错', EASY: '太容易', HARD: '太难', DISTRACTOR: '有选项没人选或好的考生常选错', MISFIT: '作答不合曲线', SLOW: '常常来不及答' }, quarantine: { PROPOSED: '有停用建议', OUT: '已停用', RETIRED: '已退出' },
    allApart: '这些相似的题都已经分在一组，不会出现在同一份试卷上。', noAlike: '没有这样相似的题，可以换一个更低的比例再看。', alikeHint: '题干相同的字很多的题，同一份试卷里不应同时出现。归为一个互斥组后，一份试卷最多出其中一题；重复的题请打开后退回或停用。', percent: '相同程度', atLeast: '至少 {n}%', showApart: '也显示已经互斥的', found: '显示 {n} 对，共找到 {all} 对。', same: '{n}% 相同', apart: '已经不会同卷：{group}', open: '打开这道题', more: '再显示 50 对',
    enemies: '归为一个互斥组', enemiesEffect: '两道题各存一版新的草稿，写上互斥组；提交并由另一个人审核通过、冻结新的题库版本后生效。在用的题不变。', enemiesDone: '已存为草稿，请提交审核。', groupHint: '组名随意，同一组的题写同一个名字。',
    citationsHint: '按登记表核对草稿、审核中和已通过的题所写的依据。一道题写了几个依据的，看最要紧的一个。', cited: { LAPSED: '依据已停止生效', AMENDED: '命题后依据有了新的文本', FUTURE: '依据尚未生效', ENDING: '半年内停止生效', UNKNOWN: '依据没有登记', NONE: '没有写依据', HOLDS: '依据有效' }, stateCount: '{state}（{n}）', decides: '登记的依据', span: '{from} 至 {to}', replacedBy: '由 {name} 代替', noneSuch: '没有这样的题。',
    register: '依据登记表', textName: '依据名称', textNameHint: '与题目里的写法一致，例如“GB 30871-2022”“安全生产法（2021年修正）”。空格、书名号和全角半角不影响。', from: '现行文本生效日', fromHint: '修订后写新文本的生效日：在那以前写的题会列为“有了新的文本”。', to: '停止生效日', toHint: '仍然有效的不填。', successor: '代替它的依据', textNote: '说明', owner: '维护机关', addText: '登记依据', changeText: '修改', saveText: '保存', textEffect: '登记表对本机关和下级机关的题库有效。保存后立即按它核对，修改前后都记入审计。', noTexts: '没有登记的依据。',
    imports: '正在进行的导入', step: { PREVIEWING: '预览第 1 步，共 2 步：读取文件', COMPARING: '预览第 2 步，共 2 步：把 {n} 行与题库逐行核对', READING: '第 1 步，共 2 步：读取文件', SAVING: '第 2 步，共 2 步：核对并保存 {n} 行（全部一起保存）', DONE: '已导入，共 {n} 行。', FAILED: '没有导入，一行也没有存。', BROKEN: '服务器中断，一行也没有存。请重新选文件导入。' }, goesOn: '刷新或离开本页，导入照常进行。', tag: '标签',
  },
}
