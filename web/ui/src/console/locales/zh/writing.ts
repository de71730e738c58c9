// Writing items, correcting keys, exporting draws; the two people of a step; leaving written work.
export default {
  writing: {
    parts: '小题', partNo: '第 {n} 小题', partsHint: '一个案例有 2 到 6 个小题，按这里的顺序出现，不打乱；每个小题的选项会打乱。每小题分值在组卷规则里定。', addPart: '加一个小题', partUp: '第 {n} 小题上移', partDown: '第 {n} 小题下移', partDrop: '去掉第 {n} 小题', caseStem: '案例材料（各小题共用）', pictures: '图片', addPicture: '添加图片', alt: '图 {n} 的文字说明（必填，供看不见图的人使用）', dropPicture: '去掉图 {n}', pictureHint: 'PNG、JPEG 或 SVG，最多 20 MB、800 万像素，一道题最多 4 张。说明写图上有什么，不要写出答案。', areas: '图上的区域', areasHint: '先选字母，再在第一张图上拖出矩形；也可以直接填数字。选项文字写区域里有什么，不写对错。', areaAt: '区域 {letter} 的坐标', areaForm: '图片 {width} × {height}。四个数是矩形（左、上、右、下），三个数是圆（圆心、半径），六个以上是多边形各角。',
    title: '写试题', revise: '修订试题', reviseHint: '从第 {n} 版开始改，保存后是新的一版草稿。已通过的旧版照常使用，直到新版通过。', add: '写试题', seen: '考生看到的样子', seenHint: '考生看不到答案、解析、知识点和难度；选项顺序每份试卷都会打乱。', turn: '换个选项顺序',
    noStem: '题干写在左边，会显示在这里。', noText: '（还没有写）', yes: '正确', no: '错误', holds: '这句话', options: '选项', tickOne: '在正确答案前点选一个。', tickSome: '在每个正确答案前打勾，至少两个。', rightAt: '{letter} 是正确答案', optionAt: '选项 {letter}', up: '选项 {letter} 上移',
    down: '选项 {letter} 下移', drop: '去掉选项 {letter}', addOption: '加一个选项', topicHint: '用已有的知识点名称，组卷时按它配题。', chapter: '章节', citationHint: '例如：《特种作业人员安全技术培训大纲》2.3.1。', more: '更多（同一考点、互斥、标签）', fact: '同一考点', factHint: '同一份试卷里，一个考点最多出一题。',
    enemies: '互斥组', enemiesHint: '同一份试卷里，一组最多出一题。多个用顿号隔开。', tags: '标签', tagsHint: '多个用顿号隔开。', sourceNo: '原题号', level: { 1: '1 很容易', 2: '2 容易', 3: '3 中等', 4: '4 难', 5: '5 很难' },
    notYet: '还不能保存：', fault: { parts: '请补全各小题，缺什么写在小题下面。', alt: '写上每张图片的文字说明', picture: '标图题要先添加一张图片', areas: '给每个选项画一个区域', stem: '请写题干。', options: '至少写两个选项。', blank: '有选项没有写内容。', same: '有两个选项内容一样。', keyNone: '请选出正确答案。', keyOne: '单选题只能有一个正确答案。', keyMany: '多选题至少要有两个正确答案。', holds: '请选出这句话是正确还是错误。', topic: '请写知识点。' },
    saveDraft: '保存草稿', saveSubmit: '保存并提交审核', saved: '草稿已保存。', submitted: '已保存并提交，等审题员审核。', after: '草稿只有命题员和审题员看得到。提交后由另一个人审核，通过后才会进入新的题库版本。',
  },
  keyfix: {
    find: '选要更正的试题', word: '题干里的字', take: '更正所选（{n} 题）', onlyLoaded: '只在已加载的试题里找；还有更多，请继续加载。', stays: '仍是正确答案', becomes: '改为正确答案', ends: '不再是正确答案', see: '看更正内容（{n} 题）', seeFirst: '请先看更正内容，再批准。', hint: '考生看到的试题不变，只改哪个答案算对。更正由一人提出、另一人批准；批准后新评的分数按新答案；已发布的成绩要另行提出重新评分，由另一人批准后另存新版，旧分数仍可查到。', propose: '更正答案', proposeEffect: '提交后等另一个人批准；批准前评分不变。', proposed: '更正已提交，等待另一个人批准。', newTitle: '要更正的试题', newHint: '按试题原来的选项顺序点选新的正确答案。',
    itemNo: '第 {n} 题（{type}）', change: '命题时的答案 {was}，更正为 {now}', drop: '不更正这一题', reason: '更正理由', reasonHint: '写清错在哪里、依据是什么。批准人和复核人都会读到。', fault: { same: '还没有改动答案。', none: '请选出正确答案。', many: '多选题至少要有两个正确答案。' }, release: '题库版本',
    version: '第 {n} 版答案', digest: '摘要 {digest}…', first: '随题库版本一起冻结，没有更正。', why: '理由：{text}', proposing: '提出更正', deciding: '批准更正', approve: '批准更正', approveEffect: '从现在起按新答案评分。已评分的成绩会重新评分，有变化的逐条处理。批准后不能撤回，只能再更正。', refuse: '不同意', refuseEffect: '这次更正不会生效，评分不变。', none: '还没有答案版次',
  },
  replay: {
    drawn: '抽题时间', none: '这个版本还没有抽过题', noneHint: '有人用这个版本考过以后，这里会列出每次抽题。', paste: '或者粘贴考试编号', send: '导出（{n} 份试卷）', sendNone: '只导出试题和组卷规则', title: '导出重抽文件', effect: '得到一个压缩文件：试题（不含答案）、组卷规则和所列考试的抽题记录。别的机构凭它能重新抽出同样的试卷，核对没有人换过题。导出会写进审计记录。', verb: '导出重抽文件', done: '文件已下载。', sittings: '考试编号', sittingsHint: '每行一个，在成绩详情或考场记录里复制。可以不填，只导出试题和组卷规则。', wrong: '这些不是考试编号：{names}', number: '考试编号', copy: '复制考试编号', copied: '已复制 {n} 个考试编号。',
  },
  two: { or: '或', waits: '等另一个人办理', youShort: '您办了第一步，要由另一个人办', waitsFor: '等另一个人办理（{who}）', you: '这件事由您{first}，要由另一个人{second}：两个人分别把关，您不能两步都办。', why: '{first}和{second}必须是两个人，同一个人不能两步都办。' },
  leave: { title: '还没有保存', effect: '现在离开，写下的内容就没有了。', verb: '不保存，离开' },
}
