// For somebody who is asked by text to come to a room.
export const come = {
  title: '请您到场', desk: '值班室',
  asked: '{name}，请马上到场：{what}', askedHint: '能去请点“我马上去”。去不了，请马上打电话告诉值班室。',
  coming: '{name}，{time} 已登记您正在赶来', comingHint: '值班员已经看到。到了考场门口，请点“我已到门口”。',
  there: '{name}，{time} 已登记您到达', thereHint: '请按门铃或打电话，值班员看到您后开门。',
  where: '地点', address: '地址', asked1: '呼叫时间', minutes: '路上约需', minutesText: '{n} 分钟',
  otherComes: '{who} 已确认赶来。您也能去的，请同样登记。', otherThere: '{who} 已经到达。',
  call: '打值班室电话 {phone}', numbers: '火警 {fire} · 急救 {medical} · 报警 {police}', note: '这个链接只用于登记这一次到场，{until} 前有效；请不要转发。',
  coming1: '我马上去', here1: '我已到门口',
}
