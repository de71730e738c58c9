// The program beside a seat's browser.
export default {
  agent: {
    hint: '座位自检程序核对终端本身：系统文件、远程控制、外接设备、显示器、时钟和网络。有问题时值班台会收到异常事件。', seen: '最近上报', failing: '没有通过的项目', usual: '基线确认', noRooms: '没有可查看的考场', noSeats: '这个考场还没有考位', noSeatsHint: '先在考场页画出考位。',
    none: '这个考场的座位都没有自检程序，只由考试页面自己核对，考场记录会写明“未覆盖”。安装方法见部署文件。', noneHere: '这个座位没有自检程序，只由考试页面自己核对，考场记录会写明“未覆盖”。', doFailing: '请让到场人员查看这台终端；座位上有考生的，先换座，再封存终端。确认是正常变化（例如换了键盘）的，由考务管理员点“确认为正常”。', silentHint: '超过半分钟没有上报。请查看终端是否关机、断网，或自检程序被停止。',
    enrolled: '登记', never: '还没有上报', whole: '能听到全部输入设备', key: '密钥名', troubles: '无法查看的部分', usb: '外接设备', displays: '显示器', files: '核对的文件', missing: '缺失', nothing: '没有', yes: '是', no: '否', otherCheck: '其他（{code}）',
    accept: '确认为正常', acceptEffect: '以最近一次上报为新的基线，这些项目不再提示。请先到现场核实。', accepted: '已作为新的基线。', revoke: '注销自检程序', revokeEffect: '这个座位不再有自检，直到终端重新登记自检程序。', revoked: '已注销。',
  },
}
