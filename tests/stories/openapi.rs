//! The pages on which the APIs are read and tried.

use std::fs;
use std::path::Path;

use tests::World;

use crate::phone::Phone;
use crate::steps::{EN, ZH};

/// What the policy keeps from being loaded or run counts as gone wrong.
const REFUSED: &str =
    "addEventListener('securitypolicyviolation', e => { throw new Error(e.violatedDirective) })";

/// What the server has answered, as the page shows it.
const ANSWERED: &str = "document.querySelector('.live-responses-table')?.textContent";

async fn reads_and_tries(world: &World, phone: Phone, name: &str) {
    phone.has(REFUSED).await;
    phone.open(world, "/openapi").await;
    phone.sees("/service/get_suite_token").await;
    keep(&phone, name).await;
    phone
        .tap("[id$=-get_suite_token] .opblock-summary-control")
        .await;
    phone.sees("Not the suite's ticket.").await;
    keep(&phone, &format!("{name}-call")).await;
    phone.tap("[id$=-get_suite_token] .execute").await;
    let refused = format!("return {ANSWERED}?.includes('invalid suite_key or suite_secret')");
    phone.until_asked(&refused).await;
    phone.find(".live-responses-table").await;
    keep(&phone, &format!("{name}-answer")).await;
    phone
        .tap("[id$=-tmp_auth_code] .opblock-summary-control")
        .await;
    phone.sees("AES-256-CBC").await;
    keep(&phone, &format!("{name}-callback")).await;

    phone.tap(".bar nav a:last-child").await;
    phone
        .tap("[id$=-get_notices] .opblock-summary-control")
        .await;
    phone.tap("[id$=-get_notices] .execute").await;
    let refused = format!("return {ANSWERED}?.includes('not_signed_in')");
    phone.until_asked(&refused).await;
    keep(&phone, &format!("{name}-app")).await;
    phone.off().await;
}

/// Takes a picture in both themes. Nothing is wider than the screen. Axe isn't asked: the page is Swagger UI's.
async fn keep(phone: &Phone, name: &str) {
    let fits = "return document.documentElement.scrollWidth <= innerWidth";
    phone.until_asked(fits).await;
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../target/screenshots"
    ));
    fs::create_dir_all(folder).unwrap();
    for theme in ["dark", "light"] {
        let picture = phone.pixels(theme).await;
        fs::write(folder.join(format!("api-{name}-{theme}.png")), picture).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_reads_a_call_tries_it_and_sees_the_answer() {
    let world = World::bare().await;
    reads_and_tries(&world, Phone::desktop(EN).await, "desktop").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn and_does_so_on_a_phone() {
    let world = World::bare().await;
    reads_and_tries(&world, Phone::new(ZH).await, "phone").await;
}
