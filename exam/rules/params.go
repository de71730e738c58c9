package rules

import "github.com/suikao/suikao/exam/people"

// Params are the fields of a rule set. The comment gives unit and reading; labels, limits and whom to ask stand in Fields.
type Params struct {
	// Conditions of a person. Chosen by the application's date.
	MinAge           Param[int]              // full years
	MaxAge           Param[Bound]            // full years, inclusive
	EducationFloor   Param[people.Education] // lowest schooling
	RegionBinding    Param[Region]           // where the person may apply
	AuthorityExam    Param[bool]             // false: no examination by the authority is prescribed
	TrainingExempt   Param[[]Exemption]      // reasons to skip training
	InitialHours     Param[int]              // class hours of 45 minutes, first issue; omitted: catalogue
	RefresherHours   Param[int]              // class hours per year; omitted: catalogue
	RefresherPeriod  Param[Period]           // which year
	MaterialsFirst   Param[[]Material]       // papers, first issue
	MaterialsRenewal Param[[]Material]       // papers, renewal
	MaterialsReplace Param[[]Material]       // papers, replacement
	PhotoWidthPx     Param[int]
	PhotoHeightPx    Param[int]
	PhotoMaxKB       Param[int] // kilobytes of 1024
	Fee              Param[Fee]
	FeeBasis         Param[string] // legal basis or reference shown in the guide

	// The examination. Chosen by the sitting's date.
	TheoryDurationMin      Param[int] // minutes
	TheoryTotal            Param[int] // points
	TheoryPassMark         Param[int] // points, inclusive
	MultiScoring           Param[MultiScoring]
	TheoryMaxAttempts      Param[Bound]     // sittings in all, first one included
	AfterTheoryExhausted   Param[Exhausted] // what follows
	PracticalRequired      Param[bool]
	PracticalTotal         Param[int]       // points
	PracticalPassMark      Param[int]       // points, inclusive
	PracticalMaxAttempts   Param[Bound]     // as counted by PracticalCountsFirst
	PracticalCountsFirst   Param[bool]      // true: the first sitting is one of the maximum
	AfterPracticalUsedUp   Param[Exhausted] // what follows
	PracticalResets        Param[bool]      // theory passed anew resets the practical counter
	CountsEarlierAttempts  Param[bool]      // attempts before EffectiveFrom count under this set
	RetakeRequiresTraining Param[bool]      // a retake beyond the attempts needs new training
	ScoreValidMonths       Param[int]       // life of a passed part
	MinRetakeIntervalDays  Param[int]       // days between two attempts; 1 = the next day
	ResumeWithinMin        Param[int]       // minutes after a pause within which a sitting may go on
	MaxUnwatchedSeconds    Param[int]       // seconds without supervision that a result may have without a review
	MaxUnrecordedSeconds   Param[int]       // seconds without the seat's camera that a result may have without a review; blank: none is held for it
	MinRecordedPercent     Param[int]       // hundredths of the paper that must be recorded, or a person looks before release; blank: none is held for it
	BreakAfterMin          Param[int]       // minutes after the start from which a break may be asked for; blank: no breaks
	BreakMaxMin            Param[int]       // minutes a break may last
	BreakMaxCount          Param[int]       // breaks in one sitting; blank: one
	BreakClock             Param[BreakClock]
	BreakFreezes           Param[bool] // what was dealt with before a break cannot be changed after it; blank: so it is
	ExamWithinDays         Param[int]  // the examination is held within so many days of the application

	// Deadlines of the authority.
	ApplicationCheckDays  Param[int] // working days
	PublishDays           Param[int] // working days after the sitting
	PublishAlarmDays      Param[int] // working days, when the alarm starts
	IssueDays             Param[int] // working days from acceptance
	ScoreCheckRequestDays Param[int] // calendar days after publication
	ScoreCheckReplyDays   Param[int] // working days

	// The credential. Chosen by the decision's date.
	CredentialKind       Param[Credential]
	ValidityMonths       Param[int]  // omitted: catalogue
	EndsDayBefore        Param[bool] // valid_to is the day before the anniversary
	ReviewRequired       Param[bool]
	ReviewIntervalMonths Param[Bound] // None = no review
	ReviewWindowDays     Param[int]   // days before the due date
	RenewalWindowDays    Param[int]   // days before expiry
	RenewalHours         Param[int]   // class hours
	RenewalTheory        Param[bool]
	RenewalPractical     Param[bool]
	RenewalWorkStatement Param[bool]
	RenewalHealth        Param[bool]
	RenewedFrom          Param[RenewedFrom]
	LateRenewal          Param[LateRenewal]
	PermitStatuses       Param[[]PermitStatus]
	DeferralMaxMonths    Param[int]   // months after its end by which a deferred permit is renewed at the latest; left out: 60
	ExpiringNoticeDays   Param[[]int] // days before expiry

	// Breaches and archives. 违纪 is the lesser, 作弊 the grave degree; a blank is for the authority to set.
	LesserVoidCurrent Param[bool] // 违纪: the result of the sitting is void
	LesserVoidPassed  Param[bool] // 违纪: what was passed before in the same application is void too
	LesserBanMonths   Param[int]  // 违纪: months without examinations, 0 none
	GraveVoidCurrent  Param[bool] // 作弊
	GraveVoidPassed   Param[bool] // 作弊
	StatementDays     Param[int]  // working days for 陈述申辩 after the notice was served
	ReconsiderDays    Param[int]  // calendar days for 申诉 and 行政复议 after the decision was served
	LitigateMonths    Param[int]  // months for 行政诉讼
	BanCheatingMonths Param[int]
	BanFraudMonths    Param[int]
	ArchiveMonths     Param[int] // training and examination archive
	RecordingMonths   Param[int] // recordings and room records
}
