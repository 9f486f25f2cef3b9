//! Who may do what in the console: every route tried as everybody, against a matrix that is written down here.

use api::console::route::ROUTES;
use api::route::{self, Route};
use domain::account::Role;
use domain::link::LinkToken;
use serde_json::json;
use tests::World;
use tests::console::Desk;
use tests::customer::Customer;

/// Who may do what, by hand: an owner, staff, an administrator, a reviewer, an operator without the second factor (bare), a
/// phone's customer, nobody.
const MAY: &str = "
    POST   /api/console/accounts                                        osarbcn
    POST   /api/console/accounts/confirm                                osarbcn
    POST   /api/console/session                                         osarbcn
    DELETE /api/console/session                                         osarbcn
    POST   /api/console/password/forgotten                              osarbcn
    POST   /api/console/password/reset                                  osarbcn
    POST   /api/console/invitation                                      osarbcn
    POST   /api/console/invitation/accept                               osarbcn
    GET    /api/console/me                                              osarb--
    PUT    /api/console/me                                              osar---
    PUT    /api/console/me/password                                     osar---
    GET    /api/console/me/sessions                                     osar---
    DELETE /api/console/me/sessions                                     osar---
    DELETE /api/console/me/sessions/{id}                                osar---
    POST   /api/console/me/totp                                         osarb--
    PUT    /api/console/me/totp                                         osarb--
    POST   /api/console/me/totp/off                                     osar---
    GET    /api/console/vendor                                          os-----
    PUT    /api/console/vendor                                          o------
    GET    /api/console/members                                         os-----
    POST   /api/console/members                                         o------
    PUT    /api/console/members/{id}                                    o------
    DELETE /api/console/members/{id}                                    o------
    POST   /api/console/members/invitations/{id}                        o------
    DELETE /api/console/members/invitations/{id}                        o------
    GET    /api/console/operators                                       --a----
    POST   /api/console/operators                                       --a----
    PUT    /api/console/operators/{id}                                  --a----
    DELETE /api/console/operators/{id}                                  --a----
    POST   /api/console/operators/invitations/{id}                      --a----
    DELETE /api/console/operators/invitations/{id}                      --a----
    GET    /api/console/audit                                           --ar---
    GET    /api/console/suites                                          os-----
    POST   /api/console/suites                                          os-----
    GET    /api/console/suites/{suite}                                  os-----
    PUT    /api/console/suites/{suite}                                  os-----
    PUT    /api/console/suites/{suite}/icon                             os-----
    POST   /api/console/suites/{suite}/apps                             os-----
    PUT    /api/console/suites/{suite}/apps/{id}                        os-----
    DELETE /api/console/suites/{suite}/apps/{id}                        os-----
    PUT    /api/console/suites/{suite}/callback                         os-----
    PUT    /api/console/suites/{suite}/whitelist                        os-----
    POST   /api/console/suites/{suite}/secrets                          o------
    GET    /api/console/suites/{suite}/check                            os-----
    POST   /api/console/suites/{suite}/check                            os-----
    POST   /api/console/icons/check                                     os-----
    GET    /api/console/suites/{suite}/serials                          os-----
    POST   /api/console/suites/{suite}/serials                          os-----
    GET    /api/console/suites/{suite}/serials/batches                  os-----
    POST   /api/console/suites/{suite}/serials/batches/{id}/revocation  os-----
    DELETE /api/console/suites/{suite}/serials/batches/{id}/revocation  os-----
    GET    /api/console/suites/{suite}/serials/files/{file}             os-----
    POST   /api/console/suites/{suite}/serials/import/preview           os-----
    POST   /api/console/suites/{suite}/serials/import                   os-----
    POST   /api/console/suites/{suite}/serials/{serial}/revocation      os-----
    DELETE /api/console/suites/{suite}/serials/{serial}/revocation      os-----
    PUT    /api/console/suites/{suite}/serials/{serial}/team            os-----
    GET    /api/console/suites/{suite}/links                            os-----
    POST   /api/console/suites/{suite}/links                            os-----
    GET    /api/console/suites/{suite}/links/{link}                     os-----
    POST   /api/console/suites/{suite}/links/{link}/revocation          os-----
    DELETE /api/console/suites/{suite}/links/{link}/revocation          os-----
    GET    /api/console/suites/{suite}/links/{link}/files/{file}        os-----
    GET    /api/console/suites/{suite}/link-batches                     os-----
    POST   /api/console/suites/{suite}/link-batches                     os-----
    POST   /api/console/suites/{suite}/link-batches/preview             os-----
    POST   /api/console/suites/{suite}/link-batches/{id}/revocation     os-----
    DELETE /api/console/suites/{suite}/link-batches/{id}/revocation     os-----
    GET    /api/console/suites/{suite}/link-batches/{id}/files/{file}   os-----
    GET    /api/console/suites/{suite}/sandbox                          os-----
    POST   /api/console/suites/{suite}/sandbox/links                    os-----
    DELETE /api/console/suites/{suite}/sandbox/links/{link}             os-----
    POST   /api/console/suites/{suite}/sandbox/serials                  os-----
    DELETE /api/console/suites/{suite}/sandbox/teams/{id}               os-----
    GET    /api/console/summary                                         os-----
    GET    /api/console/suites/{suite}/funnel                           os-----
    GET    /api/console/suites/{suite}/funnel.csv                       os-----
    GET    /api/console/suites/{suite}/customers                        os-----
    GET    /api/console/suites/{suite}/customers/{id}                   os-----
    GET    /api/console/suites/{suite}/callbacks                        os-----
    GET    /api/console/suites/{suite}/callbacks/{id}                   os-----
    POST   /api/console/suites/{suite}/callbacks/{id}/push              os-----
    GET    /api/console/suites/{suite}/application                      os-----
    PUT    /api/console/suites/{suite}/application                      os-----
    DELETE /api/console/suites/{suite}/application                      os-----
    GET    /api/console/suites/{suite}/application/icon                 os-----
    PUT    /api/console/suites/{suite}/application/icon                 os-----
    DELETE /api/console/suites/{suite}/application/icon                 os-----
    POST   /api/console/suites/{suite}/application/submission           os-----
    DELETE /api/console/suites/{suite}/application/submission           os-----
    GET    /api/console/suites/{suite}/application/form.xlsx            os-----
    POST   /api/console/suites/{suite}/application/upload               os-----
    GET    /api/console/desk/waiting                                    --ar---
    GET    /api/console/applications                                    --ar---
    GET    /api/console/applications/{id}                               --ar---
    GET    /api/console/applications/{id}/icon                          --ar---
    POST   /api/console/applications/{id}/approval                      --ar---
    POST   /api/console/applications/{id}/rejection                     --ar---
    GET    /api/console/desk/suites                                     --ar---
    PUT    /api/console/desk/suites/{suite}/suspension                  --a----
    POST   /api/console/desk/suites/{suite}/suspension                  --a----
    GET    /api/console/desk/vendors                                    --ar---
    GET    /api/console/invite-codes                                    --a----
    POST   /api/console/invite-codes                                    --a----
    DELETE /api/console/invite-codes/{id}                               --a----
    GET    /api/console/complaints                                      --ar---
    GET    /api/console/complaints/{id}                                 --ar---
    PUT    /api/console/complaints/{id}/answer                          --ar---
    POST   /api/console/complaints/{id}/closing                         --ar---
    DELETE /api/console/complaints/{id}/closing                         --ar---
    GET    /api/console/suites/{suite}/road                             os-----
    GET    /api/console/suites/{suite}/acceptance                       os-----
    PUT    /api/console/suites/{suite}/acceptance                       os-----
    POST   /api/console/suites/{suite}/acceptance/submission            os-----
    DELETE /api/console/suites/{suite}/acceptance/submission            os-----
    GET    /api/console/suites/{suite}/defects                          os-----
    PUT    /api/console/suites/{suite}/defects/{id}/plan                os-----
    POST   /api/console/suites/{suite}/defects/{id}/mended              os-----
    GET    /api/console/acceptances                                     --ar---
    GET    /api/console/acceptances/{id}                                --ar---
    PUT    /api/console/acceptances/{id}/quality                        --ar---
    PUT    /api/console/acceptances/{id}/security                       --ar---
    POST   /api/console/acceptances/{id}/defects                        --ar---
    DELETE /api/console/acceptances/{id}/defects/{defect}               --ar---
    POST   /api/console/acceptances/{id}/verdict                        --ar---
    GET    /api/console/desk/suites/{suite}/road                        --ar---
    GET    /api/console/defects                                         --ar---
    POST   /api/console/defects                                         --ar---
    GET    /api/console/defects/{id}                                    --ar---
    POST   /api/console/defects/{id}/closing                            --ar---
    POST   /api/console/defects/{id}/return                             --ar---
";

/// Everybody, as the matrix has them.
const ALL: &[u8; 7] = b"osarbcn";

type Row = (&'static str, &'static str, [bool; 7]);

fn matrix() -> Vec<Row> {
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let (method, path) = (words.next()?, words.next()?);
        let marks = words.next()?.as_bytes();
        let may = std::array::from_fn(|nth| marks[nth] == ALL[nth]);
        Some((method, path, may))
    };
    MAY.lines().filter_map(row).collect()
}

fn routes() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().copied().flatten()
}

#[test]
fn every_route_of_the_console_stands_in_the_matrix() {
    let routes: Vec<_> = routes().map(|it| (it.method, it.path)).collect();
    let rows: Vec<_> = matrix().iter().map(|row| (row.0, row.1)).collect();
    assert_eq!(routes, rows);
}

#[test]
fn every_route_under_the_consoles_path_is_one_of_the_consoles() {
    let all = route::all().filter(|it| it.path.starts_with("/api/console/"));
    assert_eq!(all.count(), routes().count());
    assert!(routes().all(|it| it.path.starts_with("/api/console/")));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_of_the_console_lets_in_whom_the_matrix_says_and_nobody_else() {
    let world = World::bare().await;
    let link = LinkToken::parse("7KQ2MX4T9WB3").unwrap();
    let phone = Customer::new(&world, "13800138000", &link);
    phone.enter().await;
    let owner = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let staff = Desk::invited(&owner, "li@isv.example", "vendor_staff").await;
    let administrator = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    let reviewer = Desk::operator(&world, "zhao@op.example", Role::Reviewer).await;
    let bare = Desk::bare_operator(&world, "chen@op.example", Role::Administrator).await;
    // A customer's cookies come along.
    let customer = Desk {
        http: phone.http.clone(),
        ..Desk::new(&world, "nobody@isv.example")
    };
    let nobody = Desk::new(&world, "nobody@isv.example");
    let everybody = [
        owner,
        staff,
        administrator,
        reviewer,
        bare,
        customer,
        nobody,
    ];
    for (nth, desk) in everybody.iter().enumerate() {
        // Whatever ends the session comes last.
        let ends = |row: &Row| row.0 == "DELETE" && row.1 == "/api/console/session";
        let (last, first): (Vec<_>, Vec<_>) = matrix().into_iter().partition(ends);
        for (method, path, may) in first.into_iter().chain(last) {
            let path: Vec<_> = path
                .split('/')
                .map(|part| {
                    if part.starts_with('{') {
                        "999999"
                    } else {
                        part
                    }
                })
                .collect();
            let path = path.join("/");
            let (status, answer) = desk.send(method, &path, json!({})).await;
            let code = answer["code"].as_str().unwrap_or_default();
            let refused = matches!(code, "not_signed_in" | "not_allowed" | "totp_required");
            let tried = format!(
                "{method} {path} as {}: {status} {answer}",
                char::from(ALL[nth])
            );
            assert_eq!(!refused, may[nth], "{tried}");
            assert!(status.as_u16() < 500 && status != 405, "{tried}");
            if refused {
                let expected = match ALL[nth] {
                    b'b' => "totp_required",
                    b'c' | b'n' => "not_signed_in",
                    _ => "not_allowed",
                };
                assert_eq!(code, expected, "{tried}");
            }
        }
    }
}

#[tokio::test]
async fn whatever_stands_in_a_path_or_a_query_of_the_console_the_answer_is_described() {
    let world = World::bare().await;
    let owner = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let administrator = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    for route in routes().filter(|it| it.path != "/api/console/session") {
        for odd in ["x", "-1", "9223372036854775808", "%FF", "%20", "%E5%AD%97"] {
            let path: Vec<&str> = route
                .path
                .split('/')
                .map(|part| if part.starts_with('{') { odd } else { part })
                .collect();
            let path = format!(
                "{}?q={odd}&account={odd}&from={odd}&to={odd}&before={odd}",
                path.join("/")
            );
            for desk in [&owner, &administrator] {
                // It is held against the description.
                let (status, answer) = desk.send(route.method, &path, json!({})).await;
                let method = route.method;
                assert!(
                    !status.is_server_error(),
                    "{method} {path}: {status} {answer}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_session_of_the_console_is_none_of_a_phones() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    assert_eq!(
        wang.get(api::path::WORKBENCH).await.1["code"],
        "not_signed_in"
    );
    let cookie = wang.http.get(format!("{}/workbench", world.base));
    assert!(cookie.send().await.unwrap().status().is_success());
}

/// The table for people.
pub fn table() -> String {
    let mut table = String::from(
        "\n## In the console\n\nAn operator is *bare* until the second factor is set up.\n\n\
         | | | owner | staff | administrator | reviewer | bare operator | customer | nobody | |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for ((method, path, may), route) in matrix().into_iter().zip(routes()) {
        let marks = may.map(|may| if may { "yes" } else { "-" }).join(" | ");
        let what = route.what;
        table.push_str(&format!("| {method} | `{path}` | {marks} | {what} |\n"));
    }
    table
}
