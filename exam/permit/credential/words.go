package credential

// words say a reason to somebody who has to act on it.
var words = map[Reason]struct{ zh, en string }{
	NoCode:        {"这不是安全生产证件的二维码，或没有扫完整", "This is no code of a safety permit, or it is cut short"},
	Malformed:     {"二维码内容已损坏", "The code is damaged"},
	Foreign:       {"签发者不在信任名单上，不能认可", "Signed by nobody on the trust list"},
	BadSignature:  {"签名不符：内容被改动过，或不是本人出示", "The signature does not hold: changed, or not shown by its holder"},
	KeyWithdrawn:  {"签发时使用的密钥不在有效期内或已撤回", "The key did not count on the day of the signature, or was withdrawn"},
	TrustExpired:  {"信任名单已过期，请联网更新", "The trust list has expired: go online to renew it"},
	NoStatus:      {"没有可用的状态名单，不知道证件是否已被撤销，请联网更新", "No status list: whether the permit was revoked is not known. Go online to fetch it"},
	StatusOld:     {"状态名单较旧，请联网更新", "The status list is old: go online to renew it"},
	StatusTooOld:  {"状态名单太旧，不能据此放行，请联网更新", "The status list is too old to let anybody in: go online to renew it"},
	ClockBehind:   {"本机时间早于签发时间，请校准时钟", "This clock stands before what was signed last: set it right"},
	NotYet:        {"尚未到有效期", "Not valid yet"},
	Expired:       {"已过有效期", "Expired"},
	Expiring:      {"有效，即将到期", "Valid, ends soon"},
	ReviewOverdue: {"逾期未复审", "Review overdue"},
	WasEnded:      {"已撤销、吊销或注销", "Revoked, withdrawn or cancelled"},
	WasSuspended:  {"已暂停", "Suspended"},
	WasExtended:   {"延期换证期间，不得上岗", "Renewal deferred: no work meanwhile"},
	WasReplaced:   {"这张证已被新证代替，请查看新证", "Replaced by a newer permit: ask for that"},
	NotNational:   {"待全国平台确认，不作持证上岗依据", "Awaiting the national register: no proof for work yet"},
	OtherJob:      {"不包括今天的作业项目", "Does not cover today's job"},
	OtherNumber:   {"证号与本人证件不符", "The number is another one than on the identity document"},
	AskNumber:     {"请与身份证件上的号码核对", "Compare the number with the identity document"},
	NotLive:       {"出示时间已超过 90 秒，请让本人刷新后再扫", "Shown more than 90 seconds ago: have it refreshed and scan again"},
	Photographed:  {"这是旧的截图或照片，请让本人当面出示", "An old screenshot or photograph: have the holder show it here"},
	CodeEnded:     {"这个二维码已到期，请打开证件夹更新", "This code has ended: open the wallet to renew it"},
}

// Words says the reason in Chinese and English.
func (r Reason) Words() (zh, en string) {
	w := words[r]
	return w.zh, w.en
}
