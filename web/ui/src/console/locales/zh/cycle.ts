// What becomes of permits through the years.
export default {
  cycle: {
    onDay: '某日状态', onDayHint: '任选一天，看这份证件当天结束时是什么状态。由历史记录和当时适用的规则推出，供监管和司法查证。',
    day: '日期', atEnd: '{day} 当天结束时：', foreseen: '这一天还没有到：只按现有决定推算，以后的决定不在内。', byDates: '由日期和规则得出，当天没有人作出的决定在起作用。', decision: '起作用的决定', notNational: '当日全国平台尚未确认。',
  },
}
