// What the line of a sitting says of inputs: zh, en.
export const inputWords: Record<string, readonly [string, string]> = {
  INPUTS: ['输入', 'inputs'], ANSWERS: ['作答', 'answers'], LOCAL: ['本机引起', 'caused here'], MOUSE: ['鼠标', 'mouse'], TOUCH: ['触屏', 'touch'], PEN: ['笔', 'pen'], KEYS: ['键盘', 'keys'], ASSIST: ['辅助输入', 'assistive'],
  UNTRUSTED: ['脚本触发', 'by a script'], EVENTLESS: ['无对应输入', 'without an input'], BLURS: ['失去焦点', 'focus lost'], HIDDEN_S: ['页面隐藏(秒)', 'page hidden (s)'], DISPLAYS: ['显示器变化', 'display changed'],
  LOUDEST: ['最响', 'loudest'], MEAN: ['平均', 'mean'], VOICED_S: ['像说话声(秒)', 'perhaps speech (s)'],
}

export const inputComma = ['，', ', '] as const
