// Persons, roster files, organisations, accounts, training, audit trail.
export default {
  people: {
    hint: '号码要写完整才能查到；姓名可以只写开头。查询内容不会出现在网址里。', search: '姓名、证件号或手机号', employer: '用人单位', home: '档案所在机构', homeHint: '由这个机构保管档案，以后可以转给用人单位。', unit: '所属机构', document: '证件', photo: '证件照片', since: '建立时间', emptyTitle: '没有找到人员', emptyHint: '请核对姓名或号码，或者新增人员。',
    add: '新增人员', addEffect: '为本人建立档案。姓名和号码以证件为准，已有档案的人不会重复建立。', docKind: '证件类型', number: '证件号码', country: '签发国家或地区（三个字母，例如 KAZ）',
    unmask: '查看完整号码', unmaskEffect: '谁、何时、为什么查看，都会写进审计记录。', unmaskHint: '理由会写进审计记录。', correct: '修改档案', correctEffect: '修改的内容和理由会写进审计记录。', newNumber: '新的证件号码', newNumberHint: '证件号码没有变就不填。',
    claim: '发放认领码', claimEffect: '请先当面核对本人和证件原件。本人凭认领码在手机上开通账号，24 小时内有效，只能用一次。', claimCode: '认领码（请当面交给本人，离开本页后不再显示）：', changePhone: '更换手机号', newPhone: '新手机号', sendEffect: '请先当面核对本人。验证码会发到新手机号，确认号码在本人手里。', send: '发送验证码', code: '新手机收到的验证码', phoneEffect: '以后的通知和登录都用新手机号，旧手机号不能再登录。',
    upload: '上传证件照片', uploaded: '照片已上传，由另一位工作人员审核。', notUploaded: '照片没有上传', permitsHint: '按姓名和证件号首尾查到的证件，打开后请核对。', noPermits: '没有查到证件。', permitNumber: '证件编号',
    work: '工作单位', noWork: '还没有登记工作单位。', now: '在职', hire: '登记入职', hireEffect: '单位以后可以为本人报名，并看到与工作有关的证件情况。已有档案的人按证件号码和姓名认定。', employment: '用工形式', endWork: '登记离职', endWorkEffect: '从第二天起，单位不能再为本人办事，也看不到本人的信息。', lastDay: '最后工作日',
    orgsHint: '上级在前，下级缩进。打开一行可以新增、修改、移动或关闭。', noOrgs: '没有找到机构', noOrgsHint: '请换几个字，或者改选类型。', orgKind: '机构类型', region: '行政区划代码', regionHint: '6 位数字，例如 420600。', uscc: '统一社会信用代码', street: '街道或乡镇', industry: '行业', grade: '分级监管等级（A 到 D）', parent: '上级机构', closed: '已关闭', openOrg: '正常', staffOf: '查看这个单位的人员',
    addOrg: '新增下级机构', addOrgEffect: '新机构归这个机构管理。类型以后不能改。', editOrg: '修改机构', editOrgEffect: '新名称用于以后的记录；已经生成的考场记录和成绩不变。', moveOrg: '移动机构', moveOrgEffect: '连同全部下级一起移到新上级。各级人员能看到和办理的范围会随之改变。', closeOrg: '关闭机构', closeOrgEffect: '以后不能再向它登记人员、账号、下级机构和业务，已有记录保留。',
  },
  roster2: {
    hint: '一次最多 2000 人，整份文件一起导入；有一处不对，就一行也不导入。', org: '导入到哪个机构', chooseOrg: '请先选择机构，再选文件。', effect: '新人员会建立档案，并登记为这个单位的人员。', people: '{n} 人', import: '导入（{n} 人）', other: '换一份文件', again: '重新检查', column: '列', what: '会怎样', rows: '逐行结果', show: '只看',
    step1: '下载模板，一人一行填写；证件号码按文本格式写全。', step2: '选择文件，系统逐行检查，告诉您每个人会怎样，这时还没有保存。', step3: '没有问题再导入；有问题的行在文件里改好后重新选择。',
    count: { NEW: '新建档案 {n} 人', CHANGED: '已有档案，有变化 {n} 人', KNOWN: '已有档案，不变 {n} 人', REFUSED: '有问题 {n} 行' }, outcome: { NEW: '新建档案', CHANGED: '有变化', KNOWN: '不变', REFUSED: '有问题' },
    begins: '登记入职', applies: '转为报名', nothing: '只核对，不改变', refused: '有 {n} 行有问题，整份文件都不会导入。请在文件里改好后重新选择。', ready: '可以导入：新建档案 {created}，登记入职 {employed}，转为报名 {passed}。现在还没有保存。', unused: '{n} 行的报名栏没有用到。',
    done: '已导入 {rows} 人：新建档案 {created}，登记入职 {employed}，转为报名 {passed}。', wrong: '一行也没有导入，共 {n} 处要改。请在文件里改好后重新选择。',
  },
  account: {
    hint: '一个账号对应一个真实的人。账号由系统管理员新增，角色由安全管理员授予。', add: '新增账号', addEffect: '本人用一次性链接设置密码。新账号还没有任何角色。', personHint: '先在“人员”中建立档案，再开账号。', emptyTitle: '没有找到账号', emptyHint: '请核对账号开头，或者请系统管理员新增账号。',
    link: '一次性启用链接', linkHint: '请通过可靠的渠道交给本人。24 小时内有效，只能用一次；关闭后不再显示，丢失只能重置。', copy: '复制链接', roles: '角色', noRoles: '还没有角色，登录后什么也办不了。', grantedAt: '授予时间',
    grant: '授予角色', grantTo: '为{name}授予角色', granted: '已为{name}授予{role}。', at: '这个角色只能授予在：{kinds}。', examine: '在培训机构任职的人不能担任这个角色（考教分离）。', clash: '{role}与已有的{held}不能由同一个人兼任，提交会被拒绝。请换一个人，或先收回已有角色。', against: '不能兼任：{roles}。', none: '没有限制',
    offers: '系统管理员只授予安全管理员和审计管理员，其他角色由安全管理员授予。任何人不能给自己授权。', revoke: '收回角色', revokeEffect: '从下一次操作起，本人不能再办这个角色的事。', disable: '停用账号', disableEffect: '本人立即退出，不能再登录。记录保留。', enable: '恢复账号', enableEffect: '本人可以用原来的密码登录，角色照旧。',
    unlock: '解除锁定', unlockEffect: '密码多次输错后的锁定立即解除，密码不变。', reset: '重置密码', resetEffect: '本人在所有电脑上退出，旧密码作废，用新的一次性链接设置密码。',
  },
  training: {
    proof: '证书情况', recogniser: '由哪个机关认定', recogniserHint: '免培训由考核发证机关认定；不确定时选报名的机关。', exemptEvidence: '写清证书名称、编号、发证单位和日期。', exempted: '申请已提交，等待报名审核员决定。', hint: '45 分钟为一学时。登记后不能改写，只能更正，前后记录都保留。', centre: '培训机构', chooseOrg: '请先选择机构', emptyTitle: '还没有学时记录', emptyHint: '培训结束后，由培训机构教务登记学时。', class: '班次', hours: '学时', hoursHint: '45 分钟为一学时。', period: '起止日期', mode: '方式', evidence: '依据', evidenceHint: '例如：签到表编号、线上学习记录编号。',
    record: '登记学时', pupils: '学员名单', pupilsHint: '每行一人：姓名和身份证号，中间用空格或逗号隔开，也可以从表格粘贴。学员要先有档案。', progress: '正在登记第 {n} 人，共 {all} 人。可以离开本页，已登记的不会丢。', finished: '已登记 {ok} 人，{wrong} 行没有登记。改好后整份再交一次也可以，不会重复登记。', outcome: '逐人结果', recorded: '已登记', notRecorded: '没有登记', unread: '这一行没有读懂，或者身份证号重复。请写成：姓名 身份证号。',
    counts: '计入', withdrawn: '已撤回', replaced: '已被更正', correct: '更正', correctEffect: '新增一条更正记录代替这一条，原记录保留。', zero: '填 0 就是撤回这条记录。',
    submitting: '提交申请', deciding: '决定', exempt: '提交免培训申请', exemptHint: '由提交人以外的报名审核员决定。不予同意要写明理由，本人会读到。', exemptEffect: '以您的账号代本人提交，审计记录会保留双方姓名。', basis: '免培训依据', noExemptions: '没有免培训申请', noExemptionsHint: '本人在手机上提交，或由窗口代为提交后，会出现在这里。',
    approve: '同意', approveEffect: '本人报名这个操作项目不再要求学时。', reject: '不予同意', rejectEffect: '本人仍要完成培训，并会读到您写的理由。', revoke: '撤回同意', revokeEffect: '依据不实时使用。本人以后报名要有学时。',
  },
  audit: {
    more: '按编号查', hint: '只能查看，不能修改或删除。每条记录都连在一条链上，改动任何一条都能查出来。', who: '谁', verb: '事项', object: '对象', detail: '内容', position: '链上位置', notYet: '刚写下，一秒内入链', request: '请求号', objectHint: '例如 person: 加编号', actorHint: '账号或人员编号', emptyTitle: '没有这样的记录', emptyHint: '请放宽条件。', sameObject: '只看这个对象', sameActor: '只看这个人',
  },
}
