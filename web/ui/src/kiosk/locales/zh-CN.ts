import gate from './gate.zh-CN'
import seat from './seat.zh-CN'

export default {
  product: '随考终端',
  call: {
    button: '呼叫工作人员', calling: '正在呼叫…', coming: '已呼叫，请稍候', failed: '呼叫没有成功，请再按一次', failedPhone: '呼叫没有成功，请拨打 {phone}', phone: '值班电话 {phone}',
  },
  unknown: {
    title: '这台终端的登记已失效', text: '考务系统不认识这台终端（可能已解绑或被另一台替换）。请工作人员重新登记，考生请在原位等候。', again: '重新登记', retry: '再试一次',
  },
  display: {
    text: '文字大小', normal: '标准字', large: '大字', largest: '特大字', sample: '字', contrast: '高对比', mute: '关闭语音',
  },
  insecure: {
    title: '这台终端没有使用加密连接',
    why: '浏览器只在加密连接下允许使用摄像头并保护答案，所以不能在这里考试。',
    do: '请工作人员改用地址 {address}，并安装考场证书。',
  },
  enrol: {
    title: '登记这台终端',
    hint: '请工作人员在管理台的“设备”页面生成一次性代码，并在这里输入。',
    code: '一次性代码',
    serves: '门口终端供谁使用（座位终端不用选）',
    way: { both: '进场和离场都用', in: '只进场', out: '只离场' },
    go: '登记',
    busy: '正在登记…',
    who: '考点系统管理员',
  },
  gate,
  seat,
}
