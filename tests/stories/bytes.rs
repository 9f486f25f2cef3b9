//! What comes over the wire.

use tests::{SuiteLike, World};

/// What a server sends before it waits for the first acknowledgement.
const ONE_FLIGHT: usize = 14 * 1024;

/// What each program's WASM and JavaScript weigh at most. The bounds that they are to come under are 195,000 and 230,000: what
/// was tried stands in ARCHITECTURE.md.
const DEPLOY: usize = 253_000;
const WORKBENCH: usize = 273_500;

/// What a page sends, packed by Brotli.
async fn packed(url: &str) -> Vec<u8> {
    let client = tests::http();
    let request = client.get(url).header("accept-encoding", "br");
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "br", "{url}");
    response.bytes().await.unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_program_grows() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    for (page, name, most) in [
        (format!("/d/{link}/sign-in"), "deploy-", DEPLOY),
        ("/workbench".to_owned(), "workbench-", WORKBENCH),
    ] {
        let html = tests::http()
            .get(format!("{}{page}", world.base))
            .send()
            .await
            .unwrap();
        let html = html.text().await.unwrap();
        let files = html
            .split('\'')
            .filter(|part| part.starts_with(&format!("/{name}")));
        let mut bytes = 0;
        for file in files {
            bytes += packed(&format!("{}{file}", world.base)).await.len();
        }
        assert!(bytes > 100_000, "the page of {name} names its program");
        assert!(bytes <= most, "{name} has {bytes} bytes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_with_its_style_and_icon_comes_in_one_flight() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let bytes = packed(&format!("{}/d/{link}", world.base)).await;
    assert!(bytes.len() <= ONE_FLIGHT, "{} bytes", bytes.len());
}
