export default {
  product: '随考',
  back: '返回',
  tab: { label: '主要栏目', home: '首页', learn: '学习', exams: '考试', permits: '证书', me: '我的' },
  home: { emptyTitle: '还没有要办的事', emptyHint: '登录后，这里会显示下一步该做什么。' },
  learn: { emptyTitle: '还没有课程', emptyHint: '培训机构为您开班后，课程和学时会显示在这里。' },
  exams: { emptyTitle: '还没有报名', emptyHint: '先登录并选择要考的操作项目，审核通过后就可以预约座位。' },
  permits: { emptyTitle: '还没有证书', emptyHint: '考试合格并由发证机关发证后，证书会显示在这里。' },
  me: { emptyTitle: '您还没有登录', emptyHint: '登录后可以查看自己的资料、通知和记录。' },
}
