//! The guide page as it comes from the server: painted, per link, and safe to open.

use api::path;
use domain::link::LinkToken;
use serde_json::json;
use store::LinkSettings;
use tests::customer::Customer;
use tests::{SuiteLike, World, database};

async fn open(
    world: &World,
    path: &str,
    language: &str,
) -> (u16, reqwest::header::HeaderMap, String) {
    let request = tests::http().get(format!("{}{path}", world.base));
    let response = request
        .header("accept-language", language)
        .send()
        .await
        .unwrap();
    (
        response.status().as_u16(),
        response.headers().clone(),
        response.text().await.unwrap(),
    )
}

#[tokio::test]
async fn it_is_painted_with_the_suite_before_any_script_runs() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let (status, headers, html) = open(&world, &format!("/d/{link}"), "zh-CN").await;
    assert_eq!(status, 200);
    assert!(html.contains("<title>云考勤 · 示例科技有限公司</title>"));
    assert!(html.contains(r#"<meta property="og:title" content="云考勤"#));
    let body = &html[html.find(r#"<div id="app""#).unwrap()..html.find(r#"id="boot""#).unwrap()];
    for painted in ["云考勤", "示例科技有限公司", "data:image/png;base64,"] {
        assert!(body.contains(painted), "{painted}");
    }
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("'wasm-unsafe-eval'"));
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    // Safari 14 knows workers as children alone.
    assert!(policy.contains("worker-src 'self'; child-src 'self'"));
    assert!(!body.contains("style="), "inline styles would be blocked");
}

#[tokio::test]
async fn it_speaks_english_to_who_asks_for_it_and_chinese_to_all_others() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for (path, language, lang) in [
        (format!("/d/{link}"), "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        (format!("/d/{link}"), "en-US,en", "en"),
        (format!("/d/{link}"), "fr-FR", "zh-CN"),
        (format!("/d/{link}?lang=en"), "zh-CN", "en"),
    ] {
        let (_, _, html) = open(&world, &path, language).await;
        assert!(
            html.contains(&format!(r#"lang="{lang}""#)),
            "{path} {language}"
        );
    }
}

#[tokio::test]
async fn an_unknown_link_says_so() {
    let world = World::bare().await;
    for link in ["000000000000", "nonsense", "%F0%9F%98%80", "0123456789ABC"] {
        let (status, _, html) = open(&world, &format!("/d/{link}"), "zh").await;
        assert_eq!(status, 404, "{link}");
        assert!(html.contains("link_unknown"), "{link}");
    }
}

#[tokio::test]
async fn opening_links_changes_nothing_but_the_count_of_scans() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let before = wang.onboarding().await;
    for path in [
        "",
        "/team",
        "/serial",
        "/authorize",
        "/scope",
        "/start",
        "/nonsense",
    ] {
        wang.get(&format!("/d/{link}{path}")).await;
    }
    assert_eq!(wang.onboarding().await, before);
    assert_eq!(world.funnel(&link).await, ["signed_in", "scanned"]);
}

#[tokio::test]
async fn scans_are_gathered_and_written_together() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for _ in 0..50 {
        open(&world, &format!("/d/{link}"), "zh").await;
        open(&world, "/d/000000000000", "zh").await;
    }
    let wang = Customer::new(&world, "13800138000", &link);
    for _ in 0..50 {
        let body = json!({ "phone": "1", "code": "1", "link": link.as_str() });
        wang.post(path::SESSION, body).await;
    }
    let events = world.funnel(&link).await;
    let of = |what: &str| events.iter().filter(|event| *event == what).count();
    assert_eq!((of("scanned"), of("error:phone_invalid")), (50, 50));
    assert_eq!(
        database::number(&world.database, "SELECT scans FROM link").await,
        50
    );
    let rows = database::number(&world.database, "SELECT COUNT(*) FROM funnel_event").await;
    assert!(rows < 50, "{rows} rows for 100 events");
}

#[tokio::test]
async fn what_is_gathered_outlives_a_stop() {
    let mut world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    open(&world, &format!("/d/{link}"), "zh").await;
    world.stop().await;
    assert_eq!(
        database::number(&world.database, "SELECT scans FROM link").await,
        1
    );
}

#[tokio::test]
async fn a_vendors_words_cannot_become_markup() {
    let world = World::bare().await;
    let like = SuiteLike {
        name: "</script><b>\"x\"&",
        ..SuiteLike::default()
    };
    let (_, link) = world.link_of(like).await;
    let (_, _, html) = open(&world, &format!("/d/{link}"), "zh").await;
    assert!(!html.contains("<b>\"x\"") && !html.contains("</script><b>"));
    assert!(html.contains("&lt;/script&gt;&lt;b&gt;"));
}

#[tokio::test]
async fn a_token_is_read_in_either_case() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let lower = link.as_str().to_lowercase();
    assert_eq!(LinkToken::parse(&lower), Some(link));
    assert_eq!(open(&world, &format!("/d/{lower}"), "zh").await.0, 200);
}

#[tokio::test]
async fn a_link_for_more_teams_than_can_be_counted_still_has_an_end() {
    let world = World::bare().await;
    let suite = world.suite(SuiteLike::default()).await;
    for asked in [1, 2_147_483_647, 2_147_483_648, u32::MAX] {
        let settings = LinkSettings {
            max_uses: Some(asked),
            ..LinkSettings::default()
        };
        let link = world.link(suite, settings).await;
        let found = world.store.deployment(&link).await.unwrap().unwrap();
        assert_eq!(found.facts.max_uses, Some(asked.min(2_147_483_647)));
    }
}
