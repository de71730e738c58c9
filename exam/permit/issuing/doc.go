// Package issuing issues many approved applications at once: an issuer starts a run, it goes on without them and says how far it is.
//
// Why a run does nothing that an issuer could not do one by one (2026-11-23): every permit is issued by permit.Service.Issue as the issuer who started
// the run, with the roles that they have at that moment. Whoever may not issue one of the applications, because they reviewed it or released its
// result, does not issue it in a run either. A right that ends while the run goes on ends the run.
//
// Why the line and the permit share a transaction (2026-11-23): a kill between the two would report a permit that stands as refused. What could not be
// issued is noted with its reason and holds nothing up; two runs over the same applications issue each once.
//
// Why four at a time (2026-11-23): a permit waits for the disk and the log most of its time. On MariaDB with durable commits applications went at
// 97 to 151 a second one after the other and at 215 with four hands (make bench-permits-run, each time beside other work), and the house has other work besides.
package issuing
