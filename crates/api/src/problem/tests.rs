//! Tests of problems and their codes.

use domain::link::LinkProblem;
use domain::word::Word as _;

use super::*;

#[test]
fn every_code_reads_back_and_has_an_error_status() {
    for code in Code::ALL {
        assert_eq!(Code::from_word(&code.word()), Some(*code));
        assert!((400..600).contains(&code.status()), "{code:?}");
    }
}

#[test]
fn a_link_problem_has_one_word_in_the_guide_and_as_an_error() {
    use LinkProblem::*;
    for problem in [Unknown, Expired, Revoked, UsedUp, Suspended] {
        assert_eq!(problem.word(), Code::from(problem).word());
    }
}

#[test]
fn a_problem_is_written_without_what_it_has_not() {
    let problem = Problem {
        title: "out of order".into(),
        due: Some(Task::Team),
        ..Problem::new(Code::TaskNotDue)
    };
    let json = serde_json::to_string(&problem).unwrap();
    assert_eq!(
        json,
        r#"{"status":409,"code":"task_not_due","title":"out of order","due":"team"}"#
    );
    assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem);
}
