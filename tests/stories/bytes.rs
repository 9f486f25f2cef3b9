//! What comes over the wire.

use tests::{SuiteLike, World};

/// What a server sends before it waits for the first acknowledgement.
const ONE_FLIGHT: usize = 14 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_with_its_style_and_icon_comes_in_one_flight() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let request = reqwest::Client::new()
        .get(format!("{}/d/{link}", world.base))
        .header("accept-encoding", "br");
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "br");
    let bytes = response.bytes().await.unwrap();
    assert!(bytes.len() <= ONE_FLIGHT, "{} bytes", bytes.len());
}
