//! What serde writes is read as it was.

use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;

use super::*;

impl Json for Value {
    fn at(&self, name: &str) -> Self {
        self.get(name).cloned().unwrap_or_default()
    }
    fn is_null(&self) -> bool {
        Value::is_null(self)
    }
    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
    fn number(&self) -> Option<f64> {
        self.as_f64()
    }
    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }
}

/// What serde wrote is read as it was, and a value in the place of another is refused.
fn same<T: Serialize + Read + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(T::read(&json).as_ref(), Some(value));
    assert_eq!(T::read(&Value::from(7)), None);
    assert_eq!(T::read(&Value::from(vec![true])), None);
}

fn words(zh: &str) -> Words {
    Words {
        zh: zh.to_owned(),
        en: Some("words".to_owned()),
    }
}

fn steps() -> Vec<TaskStep> {
    let step = |(task, state)| TaskStep { task, state };
    [
        (Task::SignIn, TaskState::Done),
        (Task::Custom(1), TaskState::Now),
        (Task::Start, TaskState::Later),
    ]
    .map(step)
    .to_vec()
}

fn person() -> Person {
    Person {
        phone: "138 0013 8000".to_owned(),
        name: None,
    }
}

fn team() -> TeamInfo {
    TeamInfo {
        corpid: "ding1".to_owned(),
        name: "晴天".to_owned(),
        people: 6,
    }
}

fn onboarding(scope: Scope) -> Onboarding {
    Onboarding {
        tasks: steps(),
        person: person(),
        teams: vec![TeamChoice {
            corpid: "ding1".to_owned(),
            name: "晴天".to_owned(),
            people: 1,
            has_suite: true,
            decides: false,
        }],
        team: Some(team()),
        team_open: true,
        ask: Some(AskStatus {
            state: Some(RequestState::Declined),
            reason: Some("no".to_owned()),
            decided_by: None,
            authorization: Some(AuthorizationState::Disabled),
            admitted: true,
        }),
        serial: Some(SerialStatus {
            prefilled: None,
            accepted: Some("A".to_owned()),
            pending: None,
            refused: Some(RefusedSerial {
                serial: "A".to_owned(),
                code: Code::SerialUsed,
            }),
            tries_left: 5,
            wait: Some(60),
        }),
        authorization: Some(AuthorizationStatus {
            state: AuthorizationState::Refused,
            authorized_at: 1_795_000_000_123,
            active_at: None,
            late: true,
            reason: Some("no".to_owned()),
        }),
        scope: Some(ScopeStatus {
            scope,
            names: vec!["门店".to_owned()],
            people: 3,
        }),
    }
}

#[test]
fn an_onboarding_reads_as_the_server_wrote_it() {
    for scope in [
        Scope::Everyone,
        Scope::Departments(vec![1, -2]),
        Scope::Members(Vec::new()),
    ] {
        same(&onboarding(scope));
    }
    same(&SignedIn {
        person: person(),
        onboarding: None,
    });
    same(&CodeSent {
        resend_after: 60,
        demo_code: None,
    });
}

#[test]
fn what_the_page_brings_reads_as_the_server_wrote_it() {
    let suite = Suite {
        name: "晴天点餐".to_owned(),
        tagline: words("一句话"),
        icon: "data:".to_owned(),
        accent: "#2b6cf6".to_owned(),
        accent_dark: "#5b8dff".to_owned(),
        vendor: "晴天科技".to_owned(),
        vendor_short: "晴天".to_owned(),
        certified: true,
        contact: None,
        team_modes: TeamModes::Either,
        tasks: steps(),
        permissions: vec![Permission {
            title: words("a"),
            text: words("b"),
        }],
        custom_tasks: vec![CustomTask {
            title: words("c"),
            text: words("d"),
            url: Some("https://a.example".to_owned()),
        }],
    };
    let boot = Boot {
        lang: "zh".to_owned(),
        guide: Some(Guide {
            link: "0".repeat(12),
            problem: Some(LinkProblem::Expired),
            client: Some("https://example.com/client".into()),
            suite: Some(suite),
        }),
        onboarding: Some(onboarding(Scope::Everyone)),
        person: Some(person()),
        failed: true,
    };
    same(&boot);
}

#[test]
fn the_directory_and_a_problem_read_as_the_server_wrote_them() {
    same(&Directory {
        people: 6,
        departments: vec![Department {
            id: 1,
            name: "门店".to_owned(),
            people: 3,
        }],
        members: vec![Member {
            id: i64::from(u32::MAX),
            name: "张三".to_owned(),
            department: None,
        }],
        more: false,
    });
    let problem = Problem {
        due: Some(Task::Scope),
        left: Some(2),
        suggestion: Some("+852 5123 4567".to_owned()),
        unknown: Some(vec![7, -8]),
        ..Problem::new(Code::TaskNotDue)
    };
    same(&problem);
}

fn suite_row() -> SuiteRow {
    SuiteRow {
        key: "key".to_owned(),
        name: "云考勤".to_owned(),
        icon: "/icons/suite/key".to_owned(),
        vendor: "示例科技".to_owned(),
        state: AuthorizationState::Withdrawn,
        scope: Some(ScopeStatus {
            scope: Scope::Everyone,
            names: Vec::new(),
            people: 3,
        }),
    }
}

fn seat() -> Seat {
    Seat {
        corpid: "corp1".to_owned(),
        name: "晴天".to_owned(),
        people: 6,
        role: Role::Admin,
        changes: 7,
    }
}

#[test]
fn the_workbench_and_its_suites_read_as_the_server_wrote_them() {
    same(&Workbench {
        person: person(),
        teams: vec![seat()],
        team: Some(seat()),
        apps: vec![App {
            suite: "key".to_owned(),
            name: "a".to_owned(),
            icon: "/icons/app/1".to_owned(),
            url: "https://a.example".to_owned(),
            state: AuthorizationState::Active,
        }],
        joins: 1,
        joining: vec!["李".to_owned()],
        requests: 2,
        requested: Vec::new(),
        unread: 3,
        wishes: vec!["晴天".to_owned()],
    });
    same(&Changes { changes: 8 });
    same(&Suites {
        suites: vec![suite_row()],
    });
    same(&SuitePage {
        suite: suite_row(),
        role: Role::Member,
        vendor: "示例科技有限公司".to_owned(),
        contact: None,
        permissions: vec![Permission {
            title: words("a"),
            text: words("b"),
        }],
        version: "1".to_owned(),
        rating: Some(Rating {
            stars: 5,
            text: String::new(),
        }),
        serial: None,
        authorized_at: 1,
        events: vec![Event {
            change: Change::Disable,
            by: "王".to_owned(),
            at: 2,
        }],
    });
}

#[test]
fn people_invites_requests_and_notices_read_as_the_server_wrote_them() {
    let invitation = Invitation {
        code: "0".repeat(12),
        problem: Some(InviteProblem::Full),
        corpid: String::new(),
        team: "晴天".to_owned(),
        people: 6,
        inviter: "王".to_owned(),
        suites: vec![Badge {
            name: "a".to_owned(),
            icon: "b".to_owned(),
        }],
        approval: true,
        standing: Standing::Waiting,
        person: Some(person()),
        nameless: true,
    };
    same(&TeamBoot {
        lang: "zh".to_owned(),
        invitation: Some(invitation),
        person: Some(person()),
        unknown: true,
        failed: true,
    });
    same(&Invite {
        url: "a".to_owned(),
        qr: "b".to_owned(),
        approval: true,
        renewed_at: 3,
    });
    same(&People {
        joins: vec![Joining {
            id: 1,
            name: "李".to_owned(),
            phone: "1".to_owned(),
        }],
        members: vec![crate::team::Colleague {
            id: 2,
            name: "张".to_owned(),
            phone: "2".to_owned(),
            department: Some("前厅".to_owned()),
            role: Role::Owner,
            signed_in: true,
            joined_at: Some(4),
        }],
        more: true,
        me: 2,
        role: Role::Owner,
    });
    same(&Requests {
        requests: vec![Request {
            id: 1,
            state: RequestState::Waiting,
            asker: "李".to_owned(),
            asked_at: 5,
            reason: Some("no".to_owned()),
            decided_by: Some("王".to_owned()),
            suite: "a".to_owned(),
            icon: "b".to_owned(),
            vendor: "c".to_owned(),
            certified: true,
            permissions: Vec::new(),
        }],
    });
    same(&Notices {
        notices: vec![Notice {
            kind: NoticeKind::Joined,
            corpid: "corp1".to_owned(),
            team: "晴天".to_owned(),
            who: "李".to_owned(),
            what: String::new(),
            at: 6,
            new: true,
        }],
    });
    same(&Onward {
        link: "0".repeat(12),
    });
    same(&Account {
        person: person(),
        hand_over: vec![TeamRef {
            corpid: "corp1".to_owned(),
            name: "a".to_owned(),
        }],
        dissolve: Vec::new(),
        leave: Vec::new(),
    });
}

#[test]
fn a_kept_draft_of_a_team_reads_as_it_was_written() {
    let create = Team::Create {
        mode: TeamMode::Group,
        name: "晴天".to_owned(),
        industry: "catering".to_owned(),
        owner_name: "李".to_owned(),
        colleagues: vec![crate::request::Colleague::default()],
    };
    let pick = Team::Pick {
        corpid: "ding1".to_owned(),
    };
    same(&create);
    same(&pick);
    same(&Team::Other);
}

#[test]
fn numbers_out_of_range_are_refused() {
    for number in [-1.0, 0.5, 4_294_967_296.0, f64::MAX] {
        assert_eq!(u32::read(&Value::from(number)), None, "{number}");
    }
    assert_eq!(u32::read(&Value::from(4_294_967_295_u32)), Some(u32::MAX));
}
