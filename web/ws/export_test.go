package ws

// Names lists the messages and codes, for the test of the contract.
func Names() []string {
	var out []string
	for _, m := range append(clientMessages(), serverMessages()...) {
		out = append(out, m.name)
	}
	for _, f := range faults() {
		out = append(out, f.Code())
	}
	return out
}
