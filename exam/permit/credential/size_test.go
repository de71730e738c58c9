package credential_test

import (
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

// TestCodesStayCoarseEnoughToScan holds the sizes that the symbol may have, with the longest host and an ordinary name of four
// signs, by two encoders that share nothing.
func TestCodesStayCoarseEnoughToScan(t *testing.T) {
	k := house(t)
	three := full()
	for i, code := range []string{"0121", "0331"} {
		three.Items = append(three.Items, credential.Item{Code: code, From: today - 400, To: today + 1790, Status: uint64(1<<23 + 131072*i)})
	}
	wallet := masked()
	last := today + 7
	wallet.Holder, wallet.LastDay = k.holder.Key().Public, &last
	shown, err := credential.Show(bg, sign(t, wallet, k.permit), uint64(noon.Unix()), k.holder)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text  string
		level decoder.ErrorCorrectionLevel
		other qr.ErrorCorrectionLevel
		most  int
	}{
		"full":        {text(t, 'V', sign(t, full(), k.permit)), decoder.ErrorCorrectionLevel_M, qr.M, 10},
		"masked":      {text(t, 'V', sign(t, masked(), k.permit)), decoder.ErrorCorrectionLevel_M, qr.M, 11},
		"three items": {text(t, 'V', sign(t, three, k.permit)), decoder.ErrorCorrectionLevel_M, qr.M, 11},
		"dual":        {text(t, 'V', sign(t, full(), k.permit, k.sm2)), decoder.ErrorCorrectionLevel_M, qr.M, 12},
		"wallet":      {text(t, 'W', shown), decoder.ErrorCorrectionLevel_L, qr.L, 15},
	} {
		code, failed := encoder.Encoder_encodeWithoutHint(c.text, c.level)
		if failed != nil {
			t.Fatal(name, failed)
		}
		version := code.GetVersion().GetVersionNumber()
		symbol, err := qr.Encode(c.text, c.other, qr.AlphaNumeric)
		if err != nil {
			t.Fatal(name, err)
		}
		if v := (symbol.Bounds().Dx() - 17) / 4; v != version {
			t.Errorf("%s: version %d by one encoder, %d by the other", name, version, v)
		}
		t.Logf("%s: %d letters, version %d", name, len(c.text), version)
		if version > c.most || code.GetMode() != decoder.Mode_ALPHANUMERIC || strings.ToUpper(c.text) != c.text {
			t.Errorf("%s: version %d in %v, at most %d", name, version, code.GetMode(), c.most)
		}
	}
	if _, err := cose.Text(host+"X", 'V', []byte{1}); err == nil {
		t.Error("a host too long for the code")
	}
}
