//! The console's page where it isn't built.

use tests::{World, http};

#[tokio::test]
async fn a_console_that_isnt_built_is_a_page_that_isnt_there() {
    let world = World::bare().await;
    for path in [
        "/console",
        "/console/",
        "/console/members",
        "/console/index.html",
    ] {
        let answer = http()
            .get(format!("{}{path}", world.base))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("没有这个页面"), "{path}: {page}");
    }
    let file = http().get(format!("{}/console/console-1.js", world.base));
    let file = file.send().await.unwrap();
    assert_eq!(
        (file.status().as_u16(), file.text().await.unwrap().as_str()),
        (404, "")
    );
}
