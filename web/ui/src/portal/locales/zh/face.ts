// What is kept about a face.
export const face = {
  none: '没有保存您的人脸特征', stored: '现场设备保存着您的 {n} 份人脸特征', until: '{made} 采集，最迟 {until} 删除', going: '{made} 采集，正在删除', deleted: '{made} 采集，已于 {gone} 删除',
  proof: '删除证明', signature: '设备签名：', matches: '共比对 {n} 次，只记录结果和时间',
}
