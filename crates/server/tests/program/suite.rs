//! `quickdeploy suite …` against `quickdeploy isv-demo`, and the whole exchange between the server and a vendor's.

use api::path;
use domain::serial::{RANDOM_BYTES, Serial};
use serde_json::json;
use tempfile::TempDir;

use crate::app_in;
use crate::commands::run;
use crate::exchange::{
    AES_KEY, KEY, Phone, Running, SECRET, TOKEN, create, done, failed, isv_demo, isv_demo_of,
    serve, serve_at, with_callback,
};

#[tokio::test]
async fn a_suite_is_created_once_its_vendors_server_has_answered_the_check() {
    let folder = TempDir::new().unwrap();
    let (isv, url) = isv_demo(folder.path(), "http://127.0.0.1:9", &[]).await;

    let mut options = with_callback(&url);
    options[3] = ("--token", "654321");
    let why = failed(&create(&folder, &options));
    let said = "--callback-url: the suite isn't created: The server answered with the status 403";
    assert!(why.contains(said), "{why}");
    isv.line("refused an event: The signature is wrong").await;
    let mut options = with_callback(&url);
    options[2] = ("--callback-targets", "");
    let why = failed(&create(&folder, &options));
    assert!(why.contains("127.0.0.1 is no public address"), "{why}");
    let why = failed(&run(&folder, &["suite", "show", KEY]));
    assert!(why.contains("there is no suite"), "{why}");

    let said = done(&create(&folder, &with_callback(&url)));
    assert_eq!(
        said,
        format!(
            "suite_key\t{KEY}\nsuite_secret\t{SECRET}\ntoken\t{TOKEN}\nencoding_aes_key\t{AES_KEY}\n"
        )
    );
    isv.line("check_create_suite_url").await;
    let why = failed(&create(&folder, &with_callback(&url)));
    assert!(
        why.contains("--key: there is a suite with the key"),
        "{why}"
    );

    let said = done(&run(&folder, &["suite", "show", KEY]));
    for line in [
        "name\t云考勤",
        "apps\t云考勤",
        "vendor\t示例科技有限公司",
        "team_modes\teither",
        "serial\tnone",
        &format!("callback_url\t{url}"),
        "secrets\tmade",
    ] {
        assert!(said.lines().any(|said| said == line), "{line} in {said}");
    }
    for secret in [TOKEN, AES_KEY, SECRET] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[tokio::test]
async fn a_callback_url_is_changed_once_the_server_there_has_answered_the_check() {
    let folder = TempDir::new().unwrap();
    let (isv, url) = isv_demo(folder.path(), "http://127.0.0.1:9", &[]).await;
    done(&create(&folder, &with_callback(&url)));
    let set = |url: &str| {
        let targets = "--callback-targets=127.0.0.1";
        run(&folder, &["suite", "set-callback", KEY, url, targets])
    };
    let why = failed(&set("http://127.0.0.1:9/"));
    assert!(
        why.contains("the callback URL isn't set: The server can't be reached"),
        "{why}"
    );
    let why = failed(&set(&url.replace("callback", "elsewhere")));
    assert!(why.contains("the status 404"), "{why}");
    let shown = || done(&run(&folder, &["suite", "show", KEY]));
    assert!(shown().contains(&url));

    let other = format!("{url}?of=us");
    done(&set(&other));
    isv.line("check_update_suite_url").await;
    assert!(shown().contains(&other));

    let made = done(&run(&folder, &["suite", "rotate", KEY]));
    assert!(
        made.lines().count() == 3 && !made.contains(AES_KEY),
        "{made}"
    );
    assert!(shown().contains("those before hold for 86"), "{}", shown());
    done(&set(&url));
    done(&run(
        &folder,
        &["suite", "rotate", KEY, "--hold-hours", "0"],
    ));
    let why = failed(&set(&other));
    assert!(
        why.contains("the status 403"),
        "once no former secrets hold: {why}"
    );
}

#[test]
fn a_hosted_suite_has_no_secrets_until_they_are_made() {
    let folder = TempDir::new().unwrap();
    let said = done(&create(&folder, &[]));
    let key = said.trim_end().strip_prefix("suite_key\t").unwrap();
    assert_eq!(key.len(), 21, "{key}");
    let shown = || done(&run(&folder, &["suite", "show", key]));
    assert!(shown().contains("secrets\tnone") && shown().contains("callback_url\tnone: hosted"));
    let why = failed(&run(
        &folder,
        &["suite", "set-callback", key, "https://isv.example/"],
    ));
    assert!(
        why.contains(&format!("quickdeploy suite rotate {key}")),
        "{why}"
    );
    let made = done(&run(&folder, &["suite", "rotate", key]));
    assert_eq!(made.lines().count(), 3, "{made}");
    assert!(shown().contains("secrets\tmade"));
    // The second is the same vendor's, by its name or its id.
    done(&create(&folder, &[("--name", "轻排班")]));
    done(&create(&folder, &[("--name", "快报销"), ("--vendor", "1")]));
    let why = failed(&create(&folder, &[]));
    assert!(
        why.contains("--name: there is a suite with the name 云考勤"),
        "{why}"
    );
    let why = failed(&create(&folder, &[("--name", "好排班"), ("--vendor", "2")]));
    assert!(
        why.contains("--vendor: there is no vendor with the id 2"),
        "{why}"
    );
}

#[tokio::test]
async fn a_team_gets_a_suite_through_its_vendors_server() {
    let folder = TempDir::new().unwrap();
    let (server, base) = serve(folder.path()).await;
    // A vendor's own, in no format of ours.
    let (right, wrong) = ("许可 ab-12/o0", "许可 AB-12/00");
    let (isv, url) = isv_demo(folder.path(), &base, &["--accept", right]).await;
    let mut of_vendor = with_callback(&url).to_vec();
    of_vendor.push(("--serial", "vendor"));
    done(&create(&folder, &of_vendor));
    isv.line("\"suite_ticket\"").await;
    let create = ["link", "create", "--suite", KEY, "--serial", right];
    let link = done(&run(&folder, &create));
    let listed = done(&run(&folder, &["link", "list", "--suite", KEY]));
    assert!(listed.contains(right), "{listed}");
    let of_link = link.trim_end();
    let code = ["link", "code", of_link, "--serial", right, "--out", "c.png"];
    let why = failed(&run(&folder, &code));
    assert!(
        why.contains("only serials like XXXX-XXXX-XXXX-XXXX"),
        "{why}"
    );
    let issue = ["serials", "issue", "--suite", KEY, "--count", "1"];
    let why = failed(&run(&folder, &issue));
    assert!(why.contains("verifies its serials itself"), "{why}");

    let phone = Phone::enter(&server, &base, &link).await;
    phone.create_team().await;
    assert!(!phone.enter_serial(wrong).await);
    isv.line(wrong).await;
    let (_, found) = phone.ask("GET", path::ONBOARDING, None).await;
    assert_eq!(found["serial"]["prefilled"], right);
    assert!(phone.enter_serial(right).await);
    phone.authorize().await;
    isv.line("/service/activate_suite").await;
    let corpid = phone.until_active().await;
    phone.start().await;
    isv.line("change_auth").await;

    let withdraw = path::of_suite(path::SUITE_WITHDRAW, &corpid, KEY);
    phone.done(&withdraw, json!({ "name": "云考勤" })).await;
    let told = isv.line("suite_relieve").await;
    assert!(told.contains(&corpid), "{told}");
    let told = isv.line("/service/get_auth_info").await;
    assert!(told.contains("老街") && told.contains(right), "{told}");
}

#[tokio::test]
async fn the_demo_vendor_takes_any_serial_if_it_is_to_and_hears_of_changes() {
    let folder = TempDir::new().unwrap();
    let (server, base) = serve(folder.path()).await;
    let (isv, url) = isv_demo(folder.path(), &base, &["--accept-all"]).await;
    let mut of_vendor = with_callback(&url).to_vec();
    of_vendor.push(("--serial", "vendor"));
    done(&create(&folder, &of_vendor));
    isv.line("\"suite_ticket\"").await;
    let link = done(&run(&folder, &["link", "create", "--suite", KEY]));

    let phone = Phone::enter(&server, &base, &link).await;
    phone.create_team().await;
    let any = Serial::generate([7; RANDOM_BYTES]).to_string();
    assert!(phone.enter_serial(&any).await);
    phone.authorize().await;
    let corpid = phone.until_active().await;
    phone.start().await;

    let switch = path::of_suite(path::SUITE_SWITCH, &corpid, KEY);
    let (status, answer) = phone
        .ask("PUT", &switch, Some(json!({ "on": false })))
        .await;
    assert_eq!(status, 200, "{answer}");
    let told = isv.line("\"change_auth\"").await;
    assert!(
        told.contains(&corpid) && told.ends_with("answered success"),
        "{told}"
    );
    let taken = || done(&run(&folder, &["callback", "list", "--suite", KEY]));
    let is_taken = |line: &str| line.contains("change_auth") && line.contains("delivered");
    assert!(
        (0..100).any(|_| taken().lines().any(is_taken)),
        "{}",
        taken()
    );

    let all = taken();
    let id_of = |kind: &str| {
        let mut lines = all.lines().filter(|line| line.contains(kind));
        lines
            .next()
            .and_then(|line| line.split('\t').next())
            .unwrap()
    };
    let code = id_of("tmp_auth_code");
    let why = failed(&run(&folder, &["callback", "push", code]));
    assert_eq!(
        why.lines().last(),
        Some(format!("error: event {code} can't be pushed again: a later change of the authorization has an event of its own").as_str())
    );
    let latest = id_of("change_auth");
    let said = done(&run(&folder, &["callback", "push", latest]));
    assert_eq!(said, format!("event {latest} is pushed again\n"));
}

#[tokio::test]
async fn the_demo_has_a_suite_of_a_vendors_server_beside_it() {
    let folder = TempDir::new().unwrap();
    let base = format!("http://127.0.0.1:{}", app_in(folder.path()));
    let beside = std::process::id().to_string();
    let options = ["--accept-all", "--beside", &beside];
    let (isv, url) = isv_demo_of("demo-isv", folder.path(), &base, &options).await;
    let mut of_vendor = with_callback(&url).to_vec();
    of_vendor[0] = ("--key", "demo-isv");
    of_vendor.extend([("--name", "云客服"), ("--serial", "vendor")]);
    done(&create(&folder, &of_vendor));

    let link_of = async |server: &Running, name: &str| {
        let told = server.line(&format!("link {name} ")).await;
        told.rsplit(' ').next().unwrap().to_owned()
    };
    let server = serve_at(folder.path(), &base, &["--demo"]).await;
    let link = link_of(&server, "云客服").await;
    let ticket = isv.line("\"suite_ticket\"").await;
    assert!(ticket.starts_with("isv-demo  event "), "{ticket}");
    let phone = Phone::enter(&server, &base, &link).await;
    phone.create_team().await;
    assert!(phone.enter_serial("QQJR-4VTM-DZH5-KW15").await);
    phone.authorize().await;
    isv.line("/service/activate_suite").await;
    phone.until_active().await;

    drop(server);
    let server = serve_at(folder.path(), &base, &["--demo"]).await;
    assert_eq!(link_of(&server, "云客服").await, link);
    link_of(&server, "轻排班").await;
}

#[test]
fn the_demo_vendor_ends_with_the_process_beside_it() {
    let folder = TempDir::new().unwrap();
    let program = env!("CARGO_BIN_EXE_quickdeploy");
    let script = format!(
        "{program} isv-demo --addr 127.0.0.1:0 --server http://127.0.0.1:9 --suite-key {KEY} --beside $$ \
         > isv.txt & until grep listening isv.txt; do sleep 0.1; done"
    );
    let mut bash = std::process::Command::new("bash");
    bash.args(["-c", &script]).current_dir(folder.path());
    bash.env("QUICKDEPLOY_SUITE_SECRET", SECRET);
    bash.env("QUICKDEPLOY_SUITE_TOKEN", TOKEN);
    // Its standard error is a pipe that ends when both have ended.
    let ended = bash.env("QUICKDEPLOY_SUITE_AES_KEY", AES_KEY).output();
    assert!(ended.unwrap().status.success());
}
