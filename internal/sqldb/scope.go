package sqldb

import (
	"context"
	"strings"

	"gorm.io/gorm"
)

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

// Within is Conn limited to rows whose column lies in one of the subtrees; see Under. It is a query of its own, and also
// serves as a condition inside another's Where.
func (db *DB) Within(ctx context.Context, column string, paths []string) *gorm.DB {
	scope, args := Under(column, paths)
	return db.Conn(ctx).Where(scope, args...)
}

// Page is the number of rows of a list's page: limit where it lies between 1 and 200, else 50.
func Page(limit int) int {
	if limit < 1 || limit > 200 {
		return 50
	}
	return limit
}
