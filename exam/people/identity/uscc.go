package identity

import "strings"

const usccLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var (
	usccWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	orgWeights  = [8]int{3, 7, 9, 10, 5, 8, 4, 2}
)

// CheckUSCC checks a unified social credit code (GB 32100-2015): form, inner organisation code (GB 11714) and check
// character. It expects the form that NormalizeNumber makes. Faults: ErrUSCC (form), ErrUSCCCheck.
func CheckUSCC(s string) error {
	if len(s) != 18 || !only(s, usccLetters) || !only(s[2:8], digits) {
		return ErrUSCC
	}
	if USCCCheck(s[:17]) != s[17] || orgCodeCheck(s[8:16]) != s[16] {
		return ErrUSCCCheck
	}
	return nil
}

// USCCCheck returns the check character for the first 17 characters, which must be of the code's alphabet.
func USCCCheck(first17 string) byte {
	sum := 0
	for i, w := range usccWeights {
		sum += strings.IndexByte(usccLetters, first17[i]) * w
	}
	return usccLetters[(31-sum%31)%31]
}

// orgCodeCheck returns the check character of the eight characters of an organisation code; A counts 10, Z 35.
func orgCodeCheck(first8 string) byte {
	sum := 0
	for i, w := range orgWeights {
		v := int(first8[i] - '0')
		if first8[i] >= 'A' {
			v = int(first8[i]-'A') + 10
		}
		sum += v * w
	}
	return "0X987654321"[sum%11]
}
