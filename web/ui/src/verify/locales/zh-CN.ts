export default {
  title: '证书核验',
  intro: '输入证书编号和姓名，或扫描证书上的核验码，查看证书现在是否有效。',
  number: '证书编号',
  numberHint: '证书正面的编号，最后一位可能是 X。',
  numberMissing: '请填写证书编号。',
  name: '姓名',
  nameMissing: '请填写持证人姓名，要与证书上完全一样。',
  check: '查询',
  checking: '正在查询…',
  who: '发证机关服务电话',
}
