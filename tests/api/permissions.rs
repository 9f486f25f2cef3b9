//! Who may do what: every route tried as owner, admin, member, member of another team, and nobody, against a matrix that is
//! written down here.

use api::path;
use api::route::ROUTES;
use domain::role::Role;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::customer::Customer;
use tests::{SuiteLike, World};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/permissions.md");

/// Somebody who tries.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    In(Role),
    Elsewhere,
    Nobody,
}

const ALL: [Who; 5] = [
    Who::In(Role::Owner),
    Who::In(Role::Admin),
    Who::In(Role::Member),
    Who::Elsewhere,
    Who::Nobody,
];

/// Who may do what, by hand: an owner, an admin, a member, somebody of another (elsewhere) team, nobody.
const MAY: &str = "
    POST   /api/codes                                         oamen
    POST   /api/session                                       oamen
    DELETE /api/session                                       oamen
    GET    /api/links/{link}                                  oamen
    GET    /api/onboardings/{link}                            oame-
    POST   /api/onboardings/{link}                            oame-
    POST   /api/onboardings/{link}/team                       oame-
    POST   /api/onboardings/{link}/serial                     oame-
    POST   /api/onboardings/{link}/authorize                  oame-
    POST   /api/onboardings/{link}/scope                      oame-
    POST   /api/onboardings/{link}/tasks/{place}              oame-
    POST   /api/onboardings/{link}/start                      oame-
    GET    /api/onboardings/{link}/directory                  oame-
    POST   /api/onboardings/{link}/request                    oame-
    DELETE /api/onboardings/{link}/request                    oame-
    POST   /api/client-errors                                 oamen
    GET    /api/workbench                                     oame-
    GET    /api/notices                                       oame-
    POST   /api/notices                                       oame-
    GET    /api/account                                       oame-
    DELETE /api/account                                       oame-
    GET    /api/invites/{code}                                oamen
    POST   /api/invites/{code}                                oame-
    DELETE /api/invites/{code}                                oame-
    POST   /api/invitations/{id}                              oame-
    GET    /api/teams/{corpid}/changes                        oam--
    GET    /api/teams/{corpid}/suites                         oam--
    GET    /api/teams/{corpid}/suites/{suite}                 oam--
    POST   /api/teams/{corpid}/suites/{suite}/reports         oam--
    PUT    /api/teams/{corpid}/suites/{suite}/rating          oam--
    DELETE /api/teams/{corpid}/membership                     oam--
    GET    /api/teams/{corpid}/invite                         oa---
    POST   /api/teams/{corpid}/invite                         o----
    PUT    /api/teams/{corpid}/invite                         o----
    GET    /api/teams/{corpid}/people                         oa---
    POST   /api/teams/{corpid}/joins/{id}                     oa---
    DELETE /api/teams/{corpid}/people/{id}                    oa---
    PUT    /api/teams/{corpid}/people/{id}                    o----
    PUT    /api/teams/{corpid}/owner                          o----
    GET    /api/teams/{corpid}/requests                       oa---
    POST   /api/teams/{corpid}/requests/{id}/authorize        oa---
    POST   /api/teams/{corpid}/requests/{id}/decline          oa---
    GET    /api/teams/{corpid}/suites/{suite}/directory       oa---
    PUT    /api/teams/{corpid}/suites/{suite}/scope           oa---
    PUT    /api/teams/{corpid}/suites/{suite}/switch          oa---
    POST   /api/teams/{corpid}/suites/{suite}/withdraw        oa---
    POST   /api/teams/{corpid}/suites/{suite}/authorize       oa---
";

/// The rows of the matrix: the method, the path, and who of [`ALL`] may.
fn matrix() -> Vec<(&'static str, &'static str, [bool; 5])> {
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let (method, path) = (words.next()?, words.next()?);
        let marks = words.next()?.as_bytes();
        let may = std::array::from_fn(|nth| marks[nth] == b"oamen"[nth]);
        Some((method, path, may))
    };
    MAY.lines().filter_map(row).collect()
}

/// A team with somebody of each role, and somebody of another team, all signed in.
struct Everybody<'a> {
    owner: Customer<'a>,
    admin: Customer<'a>,
    member: Customer<'a>,
    elsewhere: Customer<'a>,
    nobody: Customer<'a>,
    corpid: String,
    suite: String,
}

impl<'a> Everybody<'a> {
    async fn of(world: &'a World) -> Self {
        let (_, link) = world
            .link_of(SuiteLike {
                serial: SerialRule::None,
                ..SuiteLike::default()
            })
            .await;
        let person = |phone| Customer::new(world, phone, &link);
        let owner = person("13800138000");
        let corpid = owner.deploy_alone("老街").await;
        let code = owner.invite_code(&corpid).await;
        let (admin, member) = (person("13900139000"), person("13700137000"));
        admin.join(&code, "李晓红").await;
        member.join(&code, "张伟").await;
        let id = owner.member_id(&corpid, "李晓红").await;
        let path = path::of_item(path::MEMBER, &corpid, id);
        owner.send("PUT", &path, json!({ "admin": true })).await;
        let elsewhere = person("13600136000");
        elsewhere.deploy_alone("江边").await;
        let (_, suites) = owner.get(&path::of_team(path::SUITES, &corpid)).await;
        let suite = suites["suites"][0]["key"].as_str().unwrap().to_owned();
        let nobody = person("13500135000");
        Self {
            owner,
            admin,
            member,
            elsewhere,
            nobody,
            corpid,
            suite,
        }
    }

    fn client(&self, who: Who) -> &Customer<'a> {
        match who {
            Who::In(Role::Owner) => &self.owner,
            Who::In(Role::Admin) => &self.admin,
            Who::In(Role::Member) => &self.member,
            Who::Elsewhere => &self.elsewhere,
            Who::Nobody => &self.nobody,
        }
    }
}

/// A request that gets past the door but, for whoever may, does as little as can be: ids that don't
/// exist, bodies that are refused.
async fn knock(everybody: &Everybody<'_>, (method, route): (&str, &str), who: Who) -> (u16, Value) {
    let path = path::of_suite(route, &everybody.corpid, &everybody.suite)
        .replace("{id}", "999999")
        .replace("{code}", "000000000000")
        .replace("{place}", "9");
    let seen = if route == path::CHANGES {
        "?seen=-1"
    } else {
        ""
    };
    let client = everybody.client(who);
    let (status, answer) = client
        .send(method, &format!("{path}{seen}"), json!({}))
        .await;
    (status.as_u16(), answer)
}

#[test]
fn every_route_stands_in_the_matrix() {
    let routes: Vec<_> = ROUTES.iter().map(|it| (it.method, it.path)).collect();
    let rows: Vec<_> = matrix().iter().map(|row| (row.0, row.1)).collect();
    assert_eq!(routes, rows);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_lets_in_whom_the_matrix_says_and_nobody_else() {
    for (nth, who) in ALL.into_iter().enumerate() {
        let world = World::bare().await;
        let everybody = Everybody::of(&world).await;
        // Whatever ends a session or an account comes last.
        let ends = |row: &(&str, &str, [bool; 5])| {
            let last = [path::SESSION, path::ACCOUNT, path::MEMBERSHIP];
            row.0 == "DELETE" && last.contains(&row.1)
        };
        let (last, first): (Vec<_>, Vec<_>) = matrix().into_iter().partition(ends);
        for (method, path, may) in first.into_iter().chain(last.into_iter().rev()) {
            let (status, answer) = knock(&everybody, (method, path), who).await;
            let code = answer["code"].as_str().unwrap_or_default();
            let refused = matches!(code, "not_signed_in" | "not_in_team" | "not_allowed");
            let tried = format!("{method} {path} as {who:?}: {status} {answer}");
            assert_eq!(!refused, may[nth], "{tried}");
            assert!(status < 500 && status != 405, "{tried}");
            if refused {
                let expected = match who {
                    Who::Nobody => "not_signed_in",
                    Who::Elsewhere => "not_in_team",
                    Who::In(_) => "not_allowed",
                };
                assert_eq!(code, expected, "{tried}");
            }
        }
    }
}

/// What a browser, a proxy or a stranger may send; CONNECT never comes with a path.
const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND",
];

/// The status and the methods that are allowed, in the order of the alphabet.
async fn tried(owner: &Customer<'_>, method: &str, path: &str) -> (u16, Vec<String>) {
    let url = format!("{}{path}", owner.world.base);
    let request = owner.http.request(method.parse().unwrap(), url);
    let response = request.json(&json!({})).send().await.unwrap();
    let allow = response.headers().get("allow");
    let allow = allow.map_or("", |allow| allow.to_str().unwrap());
    let mut allowed: Vec<String> = allow.split(',').map(|it| it.trim().to_owned()).collect();
    allowed.sort();
    (response.status().as_u16(), allowed)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_is_not_in_the_table_is_not_allowed() {
    let world = World::bare().await;
    let everybody = Everybody::of(&world).await;
    for route in &ROUTES {
        let of_path = ROUTES.iter().filter(|other| other.path == route.path);
        let mut known: Vec<&str> = of_path.map(|other| other.method).collect();
        if known.contains(&"GET") {
            known.push("HEAD");
        }
        known.sort_unstable();
        let path = path::of_suite(route.path, &everybody.corpid, &everybody.suite)
            .replace("{link}", everybody.owner.link.as_str())
            .replace("{id}", "999999")
            .replace("{code}", "000000000000")
            .replace("{place}", "9");
        for method in METHODS.iter().filter(|method| !known.contains(method)) {
            let (status, allowed) = tried(&everybody.owner, method, &path).await;
            let told: Vec<&str> = allowed.iter().map(String::as_str).collect();
            assert_eq!((status, told), (405, known.clone()), "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_that_is_not_in_the_table_is_not_there() {
    let world = World::bare().await;
    let everybody = Everybody::of(&world).await;
    let team = format!("/api/teams/{}", everybody.corpid);
    for path in [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/session/",
        "/api/session/1",
        "/api//session",
        &team,
        &format!("{team}/"),
        &format!("{team}/nothing"),
        &format!("{team}/people/"),
        &format!("{team}/people/1/2"),
        &format!("{team}/suites/1/nothing"),
        &format!("/api/links/{}/nothing", everybody.owner.link),
    ] {
        for method in METHODS {
            let (status, _) = tried(&everybody.owner, method, path).await;
            assert_eq!(status, 404, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_page_is_only_got() {
    let world = World::bare().await;
    let everybody = Everybody::of(&world).await;
    let link = &everybody.owner.link;
    for path in [
        "/",
        &format!("/d/{link}"),
        &format!("/d/{link}/team"),
        &format!("/d/{link}.svg"),
        &format!("/s/{link}"),
        "/join/000000000000",
        "/join/000000000000.png",
        "/workbench",
        "/sw.js",
        "/icons/app/1",
        "/healthz",
        "/nothing",
        "/nothing.js",
    ] {
        for method in &METHODS[2..] {
            let (status, allowed) = tried(&everybody.owner, method, path).await;
            assert_eq!(status, 405, "{method} {path}");
            assert_eq!(allowed, ["GET", "HEAD"], "{method} {path}");
        }
    }
}

/// The table for people.
fn table() -> String {
    let mut table = String::from(
        "# Who may do what\n\n\
         Printed by `tests/api/permissions.rs` from its matrix and the console's, each line of which is tried as everybody, and \
         from the routes' own words.\n`UPDATE_DOCS=1 cargo test -p tests --test api permissions` prints it again.\n\n\
         | | | owner | admin | member | other team | nobody | |\n|---|---|---|---|---|---|---|---|\n",
    );
    for ((method, path, may), route) in matrix().into_iter().zip(&ROUTES) {
        let marks = may.map(|may| if may { "yes" } else { "-" }).join(" | ");
        let what = route.what;
        table.push_str(&format!("| {method} | `{path}` | {marks} | {what} |\n"));
    }
    table + crate::console::routes::table().as_str()
}

#[test]
fn the_documented_table_is_the_matrix() {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(TABLE, table()).unwrap();
    }
    let documented = std::fs::read_to_string(TABLE).unwrap_or_default();
    assert_eq!(documented, table(), "run it with UPDATE_DOCS=1");
}
