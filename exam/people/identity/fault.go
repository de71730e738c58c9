package identity

import "github.com/suikao/suikao/internal/fault"

// Failures of documents, names and numbers as somebody typed them.
var (
	ErrDocKind    = fault.Define("people.doc_kind", fault.Invalid, "不支持这种证件，请从列表中选择。", "This kind of document is not accepted. Choose one from the list.")
	ErrDocNumber  = fault.Define("people.doc_number", fault.Invalid, "证件号码的位数或字符不对，请对照证件重新填写。", "The document number has a wrong length or character. Compare it with the document.")
	ErrDocCheck   = fault.Define("people.doc_check", fault.Invalid, "证件号码校验不通过，多半是输错了一位，请逐位核对。", "The document number does not pass its check. A digit is probably mistyped.")
	ErrDocBirth   = fault.Define("people.doc_birth", fault.Invalid, "证件号码中的出生日期不存在，请逐位核对。", "The birth date inside the number does not exist. Check each digit.")
	ErrDocRegion  = fault.Define("people.doc_region", fault.Invalid, "证件号码的前几位与所选证件不符，请核对证件类型。", "The first digits do not belong to this kind of document. Check the kind.")
	ErrDocCountry = fault.Define("people.doc_country", fault.Invalid, "请选择护照的签发国家或地区。", "Choose the country that issued the passport.")
	ErrName       = fault.Define("people.name", fault.Invalid, "姓名应与证件一致，最多30个字，不含数字和符号（间隔号·除外）。", "The name must be as on the document, at most 30 characters, without digits or signs.")
	ErrPhone      = fault.Define("people.phone", fault.Invalid, "请填写11位的大陆手机号码。", "Enter an 11-digit mainland mobile number.")
	ErrUSCC       = fault.Define("people.uscc", fault.Invalid, "统一社会信用代码应为18位，不含I、O、S、V、Z。", "The credit code has 18 characters without I, O, S, V, Z.")
	ErrUSCCCheck  = fault.Define("people.uscc_check", fault.Invalid, "统一社会信用代码校验不通过，请逐位核对。", "The credit code does not pass its check. Compare each character.")
)
