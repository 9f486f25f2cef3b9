//! A link's files: its code, its poster and its preview card, as a vendor gets them.

use domain::link::LinkToken;
use domain::task::SerialRule;
use domain::time::Span;
use reqwest::{StatusCode, header};
use store::LinkSettings;
use tests::{SuiteLike, World, scan};

async fn get(world: &World, path: &str) -> reqwest::Response {
    let url = format!("{}{path}", world.base);
    tests::http().get(url).send().await.unwrap()
}

#[tokio::test]
async fn a_code_comes_in_every_form_and_leads_to_its_link_in_either_case() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for (file, kind, begins) in [
        ("svg", "image/svg+xml", &b"<svg "[..]),
        ("png", "image/png", b"\x89PNG"),
        (
            "PNG?size=240&icon=1&dark=075c3e&quiet=6",
            "image/png",
            b"\x89PNG",
        ),
        ("pdf?size=80", "application/pdf", b"%PDF-"),
    ] {
        let answer = get(&world, &format!("/d/{link}.{file}")).await;
        assert_eq!(answer.status(), 200, "{file}");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], kind);
        let body = answer.bytes().await.unwrap();
        assert!(body.starts_with(begins), "{file}");
        if kind == "image/png" {
            let scanned = scan(&body);
            let upper = world.base.to_uppercase();
            assert_eq!(scanned, format!("{upper}/D/{link}"), "{file}");
        }
    }
    let lower = link.to_string().to_lowercase();
    for path in [
        format!("/D/{link}"),
        format!("/d/{lower}"),
        format!("/D/{lower}"),
        // A chat may take what follows for a part of the link.
        format!("/d/{link}."),
        format!("/d/{link}。"),
        format!("/d/{link}（分享自云考勤）"),
        format!("/d/{link}(分享自"),
        format!("/d/{link}%A3%A8%B7%D6"),
        format!("/s/{link}。"),
        format!("/s/{link}，点开就能用"),
    ] {
        let page = get(&world, &path).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(page.text().await.unwrap().contains("云考勤"), "{path}");
    }
}

#[tokio::test]
async fn what_is_known_already_is_not_drawn_again() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for path in [
        format!("/d/{link}.png?icon=1"),
        format!("/d/{link}/poster.pdf"),
        format!("/s/{link}/card.png"),
    ] {
        let first = get(&world, &path).await;
        let tag = first.headers()[header::ETAG].clone();
        let again = tests::http()
            .get(format!("{}{path}", world.base))
            .header(header::IF_NONE_MATCH, &tag)
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(again.headers()[header::ETAG], tag);
        assert!(again.bytes().await.unwrap().is_empty());
    }
    for passed_on in [
        ".png?icon=1&from=singlemessage",
        ".png?utm_source=x&icon=1&fbclid=1",
    ] {
        let one = get(&world, &format!("/d/{link}{passed_on}")).await;
        assert_eq!(one.status(), 200, "{passed_on}");
    }
    let other = get(&world, &format!("/d/{link}.png?icon=0")).await;
    let one = get(&world, &format!("/d/{link}.png?icon=1")).await;
    assert_ne!(one.headers()[header::ETAG], other.headers()[header::ETAG]);
}

#[tokio::test]
async fn an_option_that_can_not_be_granted_is_named_with_the_reason() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for (path, field, why) in [
        (".svg?size=300", "size", "an SVG has none"),
        (".png?size=40", "size", "40 pixels"),
        (".png?size=many", "size", "whole number"),
        (".png?size=99999999999", "size", "whole number"),
        (".png?size=5000", "size", "5000 pixels"),
        (".pdf?size=2", "size", "2 mm"),
        (".svg?quiet=3", "quiet", "3 modules"),
        (".svg?ec=x", "ec", "one of l, m, q and h"),
        (".svg?dark=yellow", "dark", "six hexadecimal"),
        (
            ".svg?dark=f5d000",
            "dark",
            "contrast is 1.5; at least 4.5 is needed; #",
        ),
        (
            ".svg?dark=ffffff&light=000000",
            "dark",
            "lighter than what is around",
        ),
        (".svg?icon=maybe", "icon", "0 or 1"),
        ("/poster.png?paper=a5", "paper", "a4, a6 and phone"),
        ("/poster.pdf?lang=fr", "lang", "zh and en"),
    ] {
        let answer = get(&world, &format!("/d/{link}{path}")).await;
        assert_eq!(answer.status(), 400, "{path}");
        let problem: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(problem["field"], field, "{path}");
        let title = problem["title"].as_str().unwrap();
        assert!(title.contains(why), "{path}: {title}");
    }
}

#[tokio::test]
async fn an_option_that_is_given_twice_or_unknown_is_a_problem_like_any_other() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for path in [
        ".png?size=200&size=300",
        ".png?sise=300",
        "/poster.png?paper=a4&paper=a6",
        "/poster.png?size=300",
        ".png?from=me&sise=300",
    ] {
        let answer = get(&world, &format!("/d/{link}{path}")).await;
        assert_eq!(answer.status(), 400, "{path}");
        let kind = answer.headers()[header::CONTENT_TYPE].clone();
        assert_eq!(kind, "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn one_address_may_have_so_many_codes_drawn_and_what_is_drawn_is_free() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let from = async |address: &str, size: u32| {
        let url = format!("{}/d/{link}.png?size={size}", world.base);
        let request = tests::http().get(url).header("x-forwarded-for", address);
        request.send().await.unwrap()
    };
    let mut refused = None;
    for size in 200..500 {
        let answer = from("10.0.0.1", size).await;
        if answer.status() == 429 {
            refused = Some((size, answer));
            break;
        }
        assert_eq!(answer.status(), 200, "{size}");
    }
    let (size, answer) = refused.unwrap();
    assert!(size >= 260, "a page of codes is let through: {size}");
    assert!(answer.headers().contains_key(header::RETRY_AFTER));
    let problem: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "render_too_soon");
    // Options that can't be had cost nothing, nor does what was drawn before; others have a share of their own.
    assert_eq!(from("10.0.0.1", 9999).await.status(), 400);
    assert_eq!(from("10.0.0.1", 200).await.status(), 200);
    assert_eq!(from("10.0.0.2", size).await.status(), 200);
}

#[tokio::test]
async fn options_are_refused_before_anything_is_drawn() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    // More often than an address may have something drawn.
    for _ in 0..80 {
        for options in [
            "icon=1&size=9999",
            "icon=1&size=40",
            "dark=f5d000",
            "quiet=1",
        ] {
            let answer = get(&world, &format!("/d/{link}.png?{options}")).await;
            assert_eq!(answer.status(), 400, "{options}");
        }
    }
}

/// A link whose time is over, and one that its vendor took back.
async fn expired_and_revoked(world: &World) -> [LinkToken; 2] {
    let suite = world.suite(SuiteLike::default()).await;
    let short = LinkSettings {
        expires_at: Some(world.now() + Span::seconds(60)),
        ..LinkSettings::default()
    };
    let short = world.link(suite, short).await;
    let revoked = world.link(suite, LinkSettings::default()).await;
    let done = world.store.revoke_link(&revoked, world.now()).await;
    done.unwrap();
    world.pass(Span::seconds(120));
    [short, revoked]
}

#[tokio::test]
async fn whoever_keeps_a_code_hears_that_its_link_was_taken_back() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let path = format!("/d/{link}.png");
    let tag = get(&world, &path).await.headers()[header::ETAG].clone();
    let done = world.store.revoke_link(&link, world.now()).await;
    done.unwrap();
    let again = tests::http()
        .get(format!("{}{path}", world.base))
        .header(header::IF_NONE_MATCH, tag);
    assert_eq!(again.send().await.unwrap().status(), StatusCode::GONE);
}

#[tokio::test]
async fn nobody_gets_a_code_that_leads_to_nothing() {
    let world = World::bare().await;
    let [short, revoked] = expired_and_revoked(&world).await;
    let once = LinkSettings {
        max_uses: Some(1),
        ..LinkSettings::default()
    };
    let alone = world
        .suite(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let used = world.link(alone, once).await;
    let li = tests::customer::Customer::new(&world, "13900139000", &used);
    li.sign_in().await;
    li.create_solo("山海茶行").await;
    assert_eq!(li.authorize().await.0, 200);
    let idle = world.suite(SuiteLike::default()).await;
    let idle_link = world.link(idle, LinkSettings::default()).await;
    world
        .store
        .suspend_suite(idle, Some(world.now()))
        .await
        .unwrap();
    for (link, status, code) in [
        (short.as_str(), 410, "link_expired"),
        (revoked.as_str(), 410, "link_revoked"),
        (used.as_str(), 410, "link_used_up"),
        (idle_link.as_str(), 410, "suite_suspended"),
        ("000000000000", 404, "link_unknown"),
        ("nonsense", 404, "link_unknown"),
    ] {
        for file in [format!("/d/{link}.png"), format!("/d/{link}/poster.pdf")] {
            let answer = get(&world, &file).await;
            assert_eq!(answer.status(), status, "{file}");
            let problem: serde_json::Value = answer.json().await.unwrap();
            assert_eq!(problem["code"], code, "{file}");
        }
    }
    let (page, problem) = ("text/html; charset=utf-8", "application/problem+json");
    for (file, status, kind) in [
        (".gif", 404, problem),
        ("/poster.svg", 404, problem),
        ("/poster.jpg", 404, problem),
        ("/code.png", 404, problem),
        // A sentence's end, in a chat that writes GBK too.
        (".", 200, page),
        ("%A1%A3", 200, page),
        ("/team%A1%A3", 200, page),
    ] {
        let other = get(&world, &format!("/d/{short}{file}")).await;
        assert_eq!(other.status(), status, "{file}");
        assert_eq!(other.headers()[header::CONTENT_TYPE], kind, "{file}");
    }
}

#[tokio::test]
async fn posters_are_for_paper_and_phones_and_their_codes_read() {
    let world = World::bare().await;
    let suite = world.suite(SuiteLike::default()).await;
    let ends = LinkSettings {
        expires_at: Some(world.now() + Span::days(30)),
        ..LinkSettings::default()
    };
    let link = world.link(suite, ends).await;
    for paper in ["a6", "phone"] {
        let path = format!("/d/{link}/poster.png?paper={paper}&lang=en");
        let answer = get(&world, &path).await;
        assert_eq!(answer.status(), 200);
        let scanned = scan(&answer.bytes().await.unwrap());
        let upper = world.base.to_uppercase();
        assert_eq!(scanned, format!("{upper}/D/{link}"), "{paper}");
        let pdf = path.replace(".png", ".pdf").replace("/d/", "/D/");
        let pdf = get(&world, &pdf).await;
        let pdf = pdf.bytes().await.unwrap();
        assert!(
            pdf.starts_with(b"%PDF-1.7") && pdf.len() < 100_000,
            "{}",
            pdf.len()
        );
    }
}

#[tokio::test]
async fn a_language_chosen_on_a_page_holds_on_the_next_and_a_file_chooses_none() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let cookie = async |path: &str| {
        let answer = get(&world, path).await;
        let cookie = answer.headers().get(header::SET_COOKIE)?;
        Some(cookie.to_str().unwrap().to_owned())
    };
    let chosen = cookie(&format!("/s/{link}?lang=en")).await.unwrap();
    assert!(chosen.starts_with("lang=en; path=/; max-age="), "{chosen}");
    for path in [
        format!("/s/{link}"),
        format!("/s/{link}?lang=fr"),
        format!("/s/{link}/card.png?lang=en"),
    ] {
        assert_eq!(cookie(&path).await, None, "{path}");
    }
}

#[tokio::test]
async fn a_link_that_is_no_good_is_told_on_its_share_page_with_what_to_do() {
    let world = World::bare().await;
    let [short, revoked] = expired_and_revoked(&world).await;
    for (link, lang, what, next) in [
        (&short, "zh", "这个链接已过期", "请联系服务商"),
        (&short, "en", "This link has expired", "Ask the vendor"),
        (&revoked, "zh", "服务商已停用这个链接", "请联系服务商"),
        (
            &revoked,
            "en",
            "The vendor has withdrawn this link",
            "Ask the vendor",
        ),
    ] {
        let page = get(&world, &format!("/s/{link}?lang={lang}")).await;
        let html = page.text().await.unwrap().replace("&#39;", "'");
        assert!(html.contains(what) && html.contains(next), "{lang} {what}");
        assert!(
            !html.contains("og:image") && !html.contains(".png?size="),
            "{what}"
        );
    }
}

#[tokio::test]
async fn what_a_vendor_calls_a_suite_is_text_on_its_pages_and_nothing_else() {
    let world = World::bare().await;
    let name = "<b>\"&'</b><script>alert(1)</script>";
    let (_, link) = world
        .link_of(SuiteLike {
            name,
            ..SuiteLike::default()
        })
        .await;
    for page in [format!("/s/{link}"), format!("/d/{link}")] {
        let html = get(&world, &page).await.text().await.unwrap();
        assert!(html.contains("&lt;b&gt;"), "{page}");
        assert!(
            !html.contains("<b>\"") && !html.contains("<script>alert"),
            "{page}"
        );
    }
    for file in [
        format!("/d/{link}/poster.pdf"),
        format!("/s/{link}/card.png"),
    ] {
        assert_eq!(get(&world, &file).await.status(), 200, "{file}");
    }
}

#[tokio::test]
async fn the_share_page_counts_no_scan_and_has_a_card_that_is_there() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let page = get(&world, &format!("/s/{link}")).await;
    assert_eq!(page.status(), 200);
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(!policy.contains("unsafe-inline"));
    let html = page.text().await.unwrap();
    for tag in [
        "og:title",
        "og:description",
        "og:url",
        "og:image:width",
        "twitter:card",
    ] {
        assert!(html.contains(tag), "{tag}");
    }
    let card = html.split("og:image\" content=\"").nth(1).unwrap();
    let card = card.split('"').next().unwrap().replace("&amp;", "&");
    let answer = tests::http().get(&card).send().await.unwrap();
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/png");
    let png = answer.bytes().await.unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1200, 630));
    assert_eq!(world.funnel(&link).await, Vec::<String>::new());
    let gone = get(&world, "/s/000000000000").await;
    assert_eq!(gone.status(), 404);
    assert!(gone.text().await.unwrap().contains("没有找到这个链接"));
}
