export default {
  product: '随考管理台',
  menu: { label: '功能菜单', home: '首页' },
  home: { emptyTitle: '现在没有待办', emptyHint: '需要您处理的事项会按紧急程度列在这里。' },
  login: {
    title: '登录管理台',
    name: '账号',
    nameMissing: '请填写账号。',
    password: '密码',
    passwordMissing: '请填写密码。',
    enter: '登录',
    out: '退出登录',
    who: '本单位系统管理员',
  },
}
