// 全景摄像头: the cameras of rooms, live and recorded.
export default {
  roomcam: {
    title: '{name} 考场全景', open: '考场全景', start: '看全景实时画面 {n}', stop: '停止观看 {n}', none: '这个考场没有配置全景摄像头。', away: '现在查不到全景摄像头，稍后会自动再试。', cameras: '摄像头', camera: '全景 {n}', clip: '考场全景录像', switch: '全景录像', seat: '座位录像',
    hint: '画面由摄像头直接送来，晚几秒。十分钟后自动停止，每次观看都会写进审计记录。', stillHint: '这个摄像头的编码浏览器放不出来，改为每三秒显示最新一幅画面；录像可导出后用播放器观看。', when: '从什么时间看起', play: '看 {n} 分钟录像',
    state: { off: '没有在看', connecting: '正在接通…', on: '实时', still: '最新一幅画面', lost: '画面断了，正在重连…', nothing: '摄像头现在没有画面，有画面会自动接上', refused: '您没有查看这个考场的权限' },
  },
}
