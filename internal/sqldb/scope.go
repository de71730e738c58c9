package sqldb

import "strings"

// Under is the condition that a column holding tree paths ("/a/b/") lies in one of the subtrees, with its arguments. "/"
// is everything, no path is nothing. Paths consist of ids and slashes: nothing in them is a wildcard.
func Under(column string, paths []string) (string, []any) {
	terms, args := []string{"1 = 0"}, []any{}
	for _, p := range paths {
		if p == "/" {
			return "1 = 1", nil
		}
		terms = append(terms, column+" LIKE ?")
		args = append(args, p+"%")
	}
	return "(" + strings.Join(terms, " OR ") + ")", args
}
