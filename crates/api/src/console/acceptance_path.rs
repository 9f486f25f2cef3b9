//! The paths of the console's API for acceptance, for defects that are found later, and for suites' roads.

/// `GET`: the road of a suite.
pub const ROAD: &str = "/api/console/suites/{suite}/road";
/// `GET`: the acceptance of a suite. `PUT`: saves the self-check as it is ticked.
pub const ACCEPTANCE: &str = "/api/console/suites/{suite}/acceptance";
/// `POST`: hands the version in. `DELETE`: takes it back.
pub const ACCEPTANCE_SUBMISSION: &str = "/api/console/suites/{suite}/acceptance/submission";
/// `GET ?q=&state=&sort=&after=&limit=`: the defects of a suite that were found later.
pub const DEFECTS: &str = "/api/console/suites/{suite}/defects";
/// `PUT`: submits the plan for one.
pub const DEFECT_PLAN: &str = "/api/console/suites/{suite}/defects/{id}/plan";
/// `POST`: says that it is mended.
pub const DEFECT_MENDED: &str = "/api/console/suites/{suite}/defects/{id}/mended";

/// `GET ?q=&state=&after=&limit=`: the rounds of all vendors, those that wait for an operator first, the oldest of them first.
pub const ACCEPTANCES: &str = "/api/console/acceptances";
/// `GET`: a round with all that it is judged by.
pub const ONE_ACCEPTANCE: &str = "/api/console/acceptances/{id}";
/// `PUT`: records the quality part.
pub const QUALITY: &str = "/api/console/acceptances/{id}/quality";
/// `PUT`: records the security part.
pub const SECURITY: &str = "/api/console/acceptances/{id}/security";
/// `POST`: records a defect.
pub const ROUND_DEFECTS: &str = "/api/console/acceptances/{id}/defects";
/// `DELETE`: takes it out.
pub const ROUND_DEFECT: &str = "/api/console/acceptances/{id}/defects/{defect}";
/// `POST`: closes the round as the rule says.
pub const VERDICT: &str = "/api/console/acceptances/{id}/verdict";

/// `GET`: the road of a suite of any vendor.
pub const DESK_ROAD: &str = "/api/console/desk/suites/{suite}/road";
/// `GET ?q=&state=&suite=&after=&limit=`: the defects of all vendors that were found later, what is due first. `POST`: records
/// one.
pub const DESK_DEFECTS: &str = "/api/console/defects";
/// `GET`: one of them.
pub const DESK_DEFECT: &str = "/api/console/defects/{id}";
/// `POST`: closes it.
pub const DEFECT_CLOSING: &str = "/api/console/defects/{id}/closing";
/// `POST`: returns it, since it is still there.
pub const DEFECT_RETURN: &str = "/api/console/defects/{id}/return";

/// Fills the ids of a round and of a defect into a path.
pub fn of_defect(path: &str, id: i64, defect: i64) -> String {
    crate::path::fill(
        &super::path::of_id(path, id),
        "{defect}",
        &defect.to_string(),
    )
}
