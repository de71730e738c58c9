// Booking at the counter.
export default {
  counter: {
    earlier: '其他预约', title: '代约考试', hint: '为站在窗口或打来电话的人预约。先核对本人，再确认；您和本人的姓名都会写进审计记录。', open: '代约考试', noPoint: '没有对外开放的考试点，请联系考务管理员。', free: '空位 {n}', choose: '选这一场', hold: '占住这一场', holdEffect: '座位保留 10 分钟，请在这段时间里核对本人和时间，再点确认。之前占住还没有确认的场次会让出。', notApproved: '报名还没有审核通过，不能预约。',
    heldFor: '座位还保留 {time}。请与本人核对时间和地点，再确认。', holdOver: '保留时间已过，座位已让出，请重新选一场。', confirm: '确认预约', confirmEffect: '请先当面核对证件，电话预约请核对姓名和证件号。确认后生成准考证，本人会收到短信。', confirmed: '已预约，准考证如下。', show: '出示准考证', showEffect: '准考证上的二维码能让人进门，只给本人。出示会写进审计记录。',
    print: '打印准考证', ticket: '准考证', qr: '入场二维码', entry: '入场', entryText: '{from} 开门，{until} 以后不能入场', code: '准考证号', lot: '抽签号', lotText: '由本人手机产生，决定抽到哪份试卷；门口屏幕和考后核查都应是这个号。', bring: '请带本人有效证件原件。手机等物品存入储物柜。', pin: '发新的入场码', pinEffect: '生成 4 位入场码，只显示这一次，之前的入场码作废。请当面告诉本人，不要写在准考证上。', pinIs: '入场码（请当面告诉本人，离开本页后不再显示）：',
    cancel: '取消预约', cancelEffect: '座位让给别人。本人可以另约一场，不计考试次数。', cancelled: '预约已取消。',
  },
}
