package rules

import "github.com/suikao/suikao/exam/people"

// Materials returns every paper that an application can ask for.
func Materials() []Material {
	return []Material{MaterialDocument, MaterialPhoto, MaterialHours, MaterialHealth, MaterialPledge, MaterialEducation,
		MaterialPost, MaterialUSCC, MaterialTitle, MaterialWork, MaterialOldPermit, MaterialLoss}
}

func conditionFields() []Field {
	return []Field{
		intField("min_age", "最低年龄", "minimum age", "周岁", 14, 70, func(p *Params) *Param[int] { return &p.MinAge }),
		boundField("max_age", "最高年龄", "maximum age", "周岁", 18, 100, func(p *Params) *Param[Bound] { return &p.MaxAge }),
		enumField("education_floor", "学历要求", "education floor", func(p *Params) *Param[people.Education] { return &p.EducationFloor }, educationFloors()...),
		enumField("region_binding", "报名地限制", "region binding", func(p *Params) *Param[Region] { return &p.RegionBinding }, AnyRegion, DomicileOrEmployment),
		boolField("authority_exam", "须经主管部门考核", "examined by the authority", func(p *Params) *Param[bool] { return &p.AuthorityExam }),
		listField("training_exempt", "免培训情形", "training exemptions", func(p *Params) *Param[[]Exemption] { return &p.TrainingExempt }, SkillCert, Degree),
		intField("initial_hours", "初次培训学时", "initial class hours", "学时", 0, 2000, func(p *Params) *Param[int] { return &p.InitialHours }),
		intField("refresher_hours", "每年再培训学时", "refresher class hours a year", "学时", 0, 2000, func(p *Params) *Param[int] { return &p.RefresherHours }),
		enumField("refresher_period", "再培训计算周期", "refresher year", func(p *Params) *Param[Period] { return &p.RefresherPeriod }, ByCertificateYear, ByCalendarYear),
		listField("materials_first_issue", "初次取证材料", "papers for first issue", func(p *Params) *Param[[]Material] { return &p.MaterialsFirst }, Materials()...),
		listField("materials_renewal", "换证材料", "papers for renewal", func(p *Params) *Param[[]Material] { return &p.MaterialsRenewal }, Materials()...),
		listField("materials_replacement", "补证材料", "papers for replacement", func(p *Params) *Param[[]Material] { return &p.MaterialsReplace }, Materials()...),
		intField("photo_width_px", "照片宽", "photo width", "像素", 100, 4000, func(p *Params) *Param[int] { return &p.PhotoWidthPx }),
		intField("photo_height_px", "照片高", "photo height", "像素", 100, 4000, func(p *Params) *Param[int] { return &p.PhotoHeightPx }),
		intField("photo_max_kb", "照片大小上限", "photo size limit", "KB", 10, 10240, func(p *Params) *Param[int] { return &p.PhotoMaxKB }),
		enumField("fee", "收费", "fee", func(p *Params) *Param[Fee] { return &p.Fee }, FeeFree, FeeCharged),
		textField("fee_basis", "收费依据", "basis of the fee", 200, func(p *Params) *Param[string] { return &p.FeeBasis }),
	}
}

func examFields() []Field {
	return []Field{
		intField("theory_duration_min", "理论考试时长", "theory duration", "分钟", 5, 480, func(p *Params) *Param[int] { return &p.TheoryDurationMin }),
		intField("theory_total", "理论考试总分", "theory total", "分", 1, 1000, func(p *Params) *Param[int] { return &p.TheoryTotal }),
		intField("theory_pass_mark", "理论考试合格线", "theory pass mark", "分", 1, 1000, func(p *Params) *Param[int] { return &p.TheoryPassMark }),
		enumField("multi_scoring_policy", "多选题计分", "scoring of multiple choice", func(p *Params) *Param[MultiScoring] { return &p.MultiScoring }, AllOrNothing, PartialSubset),
		boundField("theory_max_attempts", "理论考试次数", "theory attempts", "次", 1, 100, func(p *Params) *Param[Bound] { return &p.TheoryMaxAttempts }),
		enumField("after_theory_exhausted", "理论次数用完后", "after the theory attempts", func(p *Params) *Param[Exhausted] { return &p.AfterTheoryExhausted }, RetakeTheory, Retrain),
		boolField("practical_required", "须实操考试", "practical examination required", func(p *Params) *Param[bool] { return &p.PracticalRequired }),
		intField("practical_total", "实操考试总分", "practical total", "分", 1, 1000, func(p *Params) *Param[int] { return &p.PracticalTotal }),
		intField("practical_pass_mark", "实操考试合格线", "practical pass mark", "分", 1, 1000, func(p *Params) *Param[int] { return &p.PracticalPassMark }),
		boundField("practical_max_attempts", "实操考试次数", "practical attempts", "次", 1, 100, func(p *Params) *Param[Bound] { return &p.PracticalMaxAttempts }),
		boolField("practical_attempts_count_first", "实操次数是否含首次", "first practical sitting counts", func(p *Params) *Param[bool] { return &p.PracticalCountsFirst }),
		enumField("after_practical_exhausted", "实操次数用完后", "after the practical attempts", func(p *Params) *Param[Exhausted] { return &p.AfterPracticalUsedUp }, RetakeTheory, Retrain),
		boolField("practical_counter_resets", "重新通过理论后实操次数重计", "theory passed anew resets the practical counter", func(p *Params) *Param[bool] { return &p.PracticalResets }),
		boolField("earlier_attempts_count", "规则生效前的考试计入次数", "attempts before the set took effect count", func(p *Params) *Param[bool] { return &p.CountsEarlierAttempts }),
		boolField("retake_requires_training", "次数用完后须重新培训", "new training after the attempts", func(p *Params) *Param[bool] { return &p.RetakeRequiresTraining }),
		intField("score_valid_months", "单科合格成绩有效期", "life of a passed part", "个月", 1, 120, func(p *Params) *Param[int] { return &p.ScoreValidMonths }),
		intField("min_retake_interval_days", "两次考试最短间隔", "minimum days between attempts", "天", 0, 365, func(p *Params) *Param[int] { return &p.MinRetakeIntervalDays }),
		intField("resume_within_min", "暂停后恢复考试的时限", "resumption after a pause", "分钟", 1, 240, func(p *Params) *Param[int] { return &p.ResumeWithinMin }),
		intField("max_unwatched_seconds", "无须复查的无人监管时间", "time without supervision that needs no review", "秒", 0, 3600, func(p *Params) *Param[int] { return &p.MaxUnwatchedSeconds }),
		intField("max_unrecorded_seconds", "无须复查的座位摄像头中断时间", "time without the seat's camera that needs no review", "秒", 0, 7200, func(p *Params) *Param[int] { return &p.MaxUnrecordedSeconds }),
		intField("min_recorded_percent", "无须复查的录像覆盖率下限", "recorded part of the paper that needs no review", "%", 0, 100, func(p *Params) *Param[int] { return &p.MinRecordedPercent }),
		intField("break_after_min", "中途休息须在开考后", "breaks from, after the start", "分钟", 0, 240, func(p *Params) *Param[int] { return &p.BreakAfterMin }),
		intField("break_max_min", "每次休息时长上限", "longest break", "分钟", 1, 60, func(p *Params) *Param[int] { return &p.BreakMaxMin }),
		intField("break_max_count", "休息次数", "breaks in one sitting", "次", 1, 5, func(p *Params) *Param[int] { return &p.BreakMaxCount }),
		enumField("break_clock", "休息时计时", "clock during a break", func(p *Params) *Param[BreakClock] { return &p.BreakClock }, BreakClockStops, BreakClockRuns),
		boolField("break_freezes_answers", "休息前作答的题不得再改", "answers before a break are frozen", func(p *Params) *Param[bool] { return &p.BreakFreezes }),
		intField("exam_within_days", "申请后组织考试期限", "examination within days of the application", "天", 1, 365, func(p *Params) *Param[int] { return &p.ExamWithinDays }),
	}
}

func deadlineFields() []Field {
	return []Field{
		intField("application_check_working_days", "报名审核期限", "application check", "个工作日", 1, 60, func(p *Params) *Param[int] { return &p.ApplicationCheckDays }),
		intField("publish_working_days", "成绩公布期限", "result publication", "个工作日", 1, 60, func(p *Params) *Param[int] { return &p.PublishDays }),
		intField("publish_alarm_working_days", "成绩公布预警", "publication alarm", "个工作日", 1, 60, func(p *Params) *Param[int] { return &p.PublishAlarmDays }),
		intField("issue_working_days", "发证期限", "issue", "个工作日", 1, 120, func(p *Params) *Param[int] { return &p.IssueDays }),
		intField("score_check_request_days", "申请成绩复核期限", "score check request", "天", 1, 365, func(p *Params) *Param[int] { return &p.ScoreCheckRequestDays }),
		intField("score_check_reply_working_days", "成绩复核答复期限", "score check reply", "个工作日", 1, 60, func(p *Params) *Param[int] { return &p.ScoreCheckReplyDays }),
	}
}

func credentialFields() []Field {
	return []Field{
		enumField("credential_kind", "证件种类", "credential", func(p *Params) *Param[Credential] { return &p.CredentialKind }, OperationPermit, CompetenceCert, TrainingProof),
		intField("validity_months", "有效期", "validity", "个月", 1, 600, func(p *Params) *Param[int] { return &p.ValidityMonths }),
		boolField("ends_day_before_anniversary", "有效期止于周年日前一日", "validity ends the day before the anniversary", func(p *Params) *Param[bool] { return &p.EndsDayBefore }),
		boolField("review_required", "须复审", "review required", func(p *Params) *Param[bool] { return &p.ReviewRequired }),
		boundField("review_interval_months", "复审间隔", "review interval", "个月", 1, 600, func(p *Params) *Param[Bound] { return &p.ReviewIntervalMonths }),
		intField("review_window_days", "复审申请提前期", "review window", "天", 1, 730, func(p *Params) *Param[int] { return &p.ReviewWindowDays }),
		intField("renewal_window_days", "换证申请提前期", "renewal window", "天", 1, 730, func(p *Params) *Param[int] { return &p.RenewalWindowDays }),
		intField("renewal_hours", "换证再培训学时", "renewal class hours", "学时", 0, 2000, func(p *Params) *Param[int] { return &p.RenewalHours }),
		boolField("renewal_theory", "换证须理论考试", "renewal needs theory", func(p *Params) *Param[bool] { return &p.RenewalTheory }),
		boolField("renewal_practical", "换证须实操考试", "renewal needs a practical", func(p *Params) *Param[bool] { return &p.RenewalPractical }),
		boolField("renewal_work_statement", "换证须从业说明", "renewal needs a work statement", func(p *Params) *Param[bool] { return &p.RenewalWorkStatement }),
		boolField("renewal_health", "换证须健康声明", "renewal needs a health statement", func(p *Params) *Param[bool] { return &p.RenewalHealth }),
		enumField("renewed_from", "换证后有效期起算", "renewed period starts", func(p *Params) *Param[RenewedFrom] { return &p.RenewedFrom }, FromOldExpiry, FromIssue),
		enumField("late_renewal", "逾期换证", "renewal after expiry", func(p *Params) *Param[LateRenewal] { return &p.LateRenewal }, AsFirstIssue, LateNotAllowed),
		listField("permit_statuses", "证件状态", "statuses", func(p *Params) *Param[[]PermitStatus] { return &p.PermitStatuses }, StatusValid, StatusExpiring,
			StatusExpired, StatusReviewOverdue, StatusSuspended, StatusRevoked, StatusWithdrawn, StatusCancelled, StatusExtended),
		intField("deferral_max_months", "延期换证最长期限", "longest deferral of a renewal", "个月", 1, 600, func(p *Params) *Param[int] { return &p.DeferralMaxMonths }),
		daysField("expiring_notice_days", "临期提醒", "expiry notices", "天", func(p *Params) *Param[[]int] { return &p.ExpiringNoticeDays }),
	}
}

func archiveFields() []Field {
	return []Field{
		boolField("lesser_void_current", "违纪：本次成绩无效", "lesser breach: result void", func(p *Params) *Param[bool] { return &p.LesserVoidCurrent }),
		boolField("lesser_void_passed", "违纪：已合格科目成绩无效", "lesser breach: passed parts void", func(p *Params) *Param[bool] { return &p.LesserVoidPassed }),
		intField("lesser_ban_months", "违纪禁考期", "ban for a lesser breach", "个月", 0, 600, func(p *Params) *Param[int] { return &p.LesserBanMonths }),
		boolField("grave_void_current", "作弊：本次成绩无效", "cheating: result void", func(p *Params) *Param[bool] { return &p.GraveVoidCurrent }),
		boolField("grave_void_passed", "作弊：已合格科目成绩无效", "cheating: passed parts void", func(p *Params) *Param[bool] { return &p.GraveVoidPassed }),
		intField("statement_working_days", "陈述申辩期限", "period for a statement", "个工作日", 1, 60, func(p *Params) *Param[int] { return &p.StatementDays }),
		intField("reconsideration_days", "申诉和行政复议期限", "period for an appeal", "天", 1, 365, func(p *Params) *Param[int] { return &p.ReconsiderDays }),
		intField("litigation_months", "行政诉讼期限", "period for litigation", "个月", 1, 60, func(p *Params) *Param[int] { return &p.LitigateMonths }),
		intField("ban_cheating_months", "作弊禁考期", "ban for cheating", "个月", 1, 600, func(p *Params) *Param[int] { return &p.BanCheatingMonths }),
		intField("ban_fraud_months", "骗取证件禁申期", "ban for a certificate by fraud", "个月", 1, 600, func(p *Params) *Param[int] { return &p.BanFraudMonths }),
		intField("archive_months", "培训考试档案保存期", "archive period", "个月", 1, 1200, func(p *Params) *Param[int] { return &p.ArchiveMonths }),
		intField("recording_months", "考试录像保存期", "recording period", "个月", 1, 1200, func(p *Params) *Param[int] { return &p.RecordingMonths }),
	}
}
