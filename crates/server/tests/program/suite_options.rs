//! What `quickdeploy suite create` takes, and what it refuses.

use domain::time::Moment;
use store::{Known, NewVendor, SealedKeys, Store, SuiteVendor};
use tempfile::TempDir;

use crate::commands::{new_suite, run, with_a_suite};
use crate::database;
use crate::exchange::{AES_KEY, Given, KEY, TOKEN, create, done, failed, isv_demo, with_callback};

/// An icon of 512 x 512.
const LARGE_ICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/icon-512.png");

#[test]
fn a_bad_option_is_named() {
    let folder = TempDir::new().unwrap();
    let short = &AES_KEY[1..];
    let fails = |given: &[Given<'_>], option: &str| {
        let why = failed(&create(&folder, given));
        assert!(why.contains(option), "{option}: {why}");
        assert!(!why.contains(short), "{why}");
    };
    for (option, value) in [
        ("--key", "a b c"),
        ("--name", "云考勤 beta"),
        ("--app-name", "考"),
        ("--app-name", "一二三四五六七八九十一二三四五六七"),
        ("--home-url", "isv.example"),
        ("--callback-url", "https://isv.example/#a"),
        ("--accent", "blue"),
        ("--tagline", ""),
        ("--tagline-en", "One line"),
        ("--contact", "4000000000"),
        ("--permission", "手机号"),
        ("--task", "start|看介绍|了解。"),
        ("--app-description", "打卡"),
        ("--app-icon", LARGE_ICON),
        ("--ip-whitelist", "1.*.3.4"),
        ("--icon", "/nowhere"),
        ("--icon", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")),
        ("--serial", "vendor"),
    ] {
        fails(&[(option, value)], option);
    }
    fails(&[("--token", TOKEN)], "--callback-url");
    let two = [("--app-name", "云考勤"), ("--app-name", "轻排班")];
    fails(&two, "--home-url: there are 1 for 2 apps");
    let many = [("--permission", "手机号|提醒"); 21];
    fails(&many, "--permission: there are 21");
    for (option, value) in [
        ("--token", "a b"),
        ("--aes-key", short),
        ("--secret", "short"),
    ] {
        let url = ("--callback-url", "https://isv.example/");
        fails(&[url, (option, value)], option);
    }
}

#[tokio::test]
async fn a_suite_has_all_that_its_page_shows() {
    let folder = TempDir::new().unwrap();
    done(&create(
        &folder,
        &[
            ("--key", KEY),
            ("--certified", ""),
            ("--contact", "tel:4000000000"),
            ("--tagline", "打卡、排班，一个应用。"),
            ("--tagline-en", "Clocking in and rosters."),
            ("--permission", "成员姓名|用来显示打卡人"),
            (
                "--permission",
                "手机号|仅用于短信提醒|Phone numbers|Only for text reminders",
            ),
            (
                "--task",
                "scope|看一分钟介绍|了解怎样打卡。|https://isv.example/a",
            ),
            ("--app-name", "云考勤"),
            ("--home-url", "https://isv.example/a"),
            ("--app-description", "打卡和补卡"),
            ("--app-name", "轻排班"),
            ("--home-url", "https://isv.example/b"),
            ("--app-description", "门店的排班"),
        ],
    ));
    let shown = done(&run(&folder, &["suite", "show", KEY]));
    for line in [
        "tagline\t打卡、排班，一个应用。",
        "apps\t云考勤, 轻排班",
        "permissions\t成员姓名, 手机号",
        "tasks\t看一分钟介绍 after scope",
        "certified\ttrue",
        "contact\ttel:4000000000",
    ] {
        assert!(
            shown.lines().any(|shown| shown == line),
            "{line} in {shown}"
        );
    }
    let store = Store::open(&database(folder.path())).await.unwrap();
    let suite = store.suite(KEY).await.unwrap().unwrap();
    assert_eq!(
        suite.tagline.en.as_deref(),
        Some("Clocking in and rosters.")
    );
    let title = &suite.permissions[1].title;
    assert_eq!(title.en.as_deref(), Some("Phone numbers"));
    let to = suite.custom_tasks[0].url.as_deref();
    assert_eq!(to, Some("https://isv.example/a"));

    let again = [("--name", "轻排班"), ("--certified", "")];
    let why = failed(&create(&folder, &again));
    assert!(
        why.contains("--contact and --certified are for a new vendor"),
        "{why}"
    );
}

#[tokio::test]
async fn a_suite_is_entered_with_its_vendor_and_its_secrets_or_not_at_all() {
    let folder = with_a_suite().await;
    let store = Store::open(&database(folder.path())).await.unwrap();
    let vendor = SuiteVendor::New(NewVendor {
        name: "另一家".into(),
        short_name: "另一家".into(),
        certified: false,
        contact: None,
    });
    let known = Known {
        keys: SealedKeys {
            secret: "s".into(),
            token: "t".into(),
            aes_key: "k".into(),
        },
        whitelist: "1.2.3.*".parse().unwrap(),
    };
    let register = async |key: &str| {
        let suite = new_suite(key, &[]);
        let registered = store.register_suite(&vendor, &suite, Some(&known), Moment(0));
        registered.await.is_ok()
    };
    // There is one with this key.
    assert!(!register("key1").await);
    assert!(store.vendors_named("另一家").await.unwrap().is_empty());
    assert!(store.credential("key1", Moment(0)).await.unwrap().is_none());
    assert!(register("key2").await);
    assert_eq!(store.vendors_named("另一家").await.unwrap().len(), 1);
    let found = store.credential("key2", Moment(0)).await.unwrap().unwrap();
    assert_eq!(
        (found.keys, found.whitelist),
        (known.keys.clone(), known.whitelist.clone())
    );
}

#[tokio::test]
async fn a_vendor_may_call_from_where_the_whitelist_says() {
    let folder = TempDir::new().unwrap();
    let (_isv, url) = isv_demo(folder.path(), "http://127.0.0.1:9", &[]).await;
    let mut options = with_callback(&url).to_vec();
    options.push(("--ip-whitelist", "198.51.100.7,10.0.*.*"));
    done(&create(&folder, &options));
    let shown = || done(&run(&folder, &["suite", "show", KEY]));
    assert!(shown().contains("ip_whitelist\t198.51.100.7,10.0.*.*\n"));
    let set = |list: &str| run(&folder, &["suite", "set-whitelist", KEY, list]);
    assert!(done(&set("")).contains("from anywhere"));
    assert!(shown().contains("ip_whitelist\t\n"), "{}", shown());
    assert!(failed(&set("1.*.3.4")).contains("outside of the last two places"));
}
