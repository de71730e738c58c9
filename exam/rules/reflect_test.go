package rules

import "reflect"

func numParams() int { return reflect.TypeFor[Params]().NumField() }
