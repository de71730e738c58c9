// Reading items aloud.
export default {
  sounds: {
    title: '朗读录音', none: '没有录音，考试时不提供朗读', lack: '还缺 {n} 条，考试时不提供朗读', whole: '齐全，考试时提供朗读', option: '选项 {letter}', inPart: '第 {n} 小题{what}', of: '{what}的朗读', said: '读作：',
    hint: '请逐条试听：读的内容、数字和单位要与文字一致，不能有语气提示答案。',
    editHint: '每段文字一条 WebM（Opus）录音，最长 10 分钟、最大 4 MB；全部齐全才在考试时提供朗读。文字改动后，原来的录音不再保留。批量制作用命令 suikao speak questions。',
    missing: '没有录音', stale: '文字已改，原来的录音不再保留', add: '添加录音', addTo: '给{what}添加录音', drop: '去掉{what}的录音',
  },
}
