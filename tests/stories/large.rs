//! The largest font of a chat app's web view.

use tests::{SuiteLike, World};

use crate::phone::Phone;
use crate::steps::{GO, WANG, ZH};

/// Makes every text of the page 1.6 times as large as it is, as Android's web views do.
const ENLARGE: &str = "const all = [...document.body.querySelectorAll('*')];
    all.forEach(it => it.style.fontSize = '');
    const sizes = all.map(it => parseFloat(getComputedStyle(it).fontSize));
    all.forEach((it, at) => it.style.fontSize = `${sizes[at] * 1.6}px`);";

/// What is cut off, or goes beyond the page's edge. What stands in a field scrolls.
const CUT: &str = "const wide = document.documentElement.scrollWidth > 390 ? ['the page'] : [];
    const cut = [...document.querySelectorAll('#app *')].filter(it => {
        const style = getComputedStyle(it), box = it.getBoundingClientRect();
        if (!box.width || style.display === 'inline' || it.closest('input, .unseen, svg')) return false;
        const clips = style.overflowX !== 'visible' || it.matches('button, .button');
        return clips && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1);
    });
    return [...wide, ...cut.map(it => it.outerHTML.slice(0, 200))]";

/// The page is whole in the largest font, and a thumb can reach its button.
async fn is_whole(phone: &Phone, button: &str, name: &str) {
    phone.find(button).await;
    phone.asks(ENLARGE).await;
    phone.picture(&format!("large-{name}")).await;
    let cut = phone.asks(CUT).await;
    assert_eq!(cut, serde_json::json!([]), "{name}");
    let reach = format!(
        "const it = document.querySelector({button:?}); it.scrollIntoView({{ block: 'nearest' }});\
         const box = it.getBoundingClientRect();\
         const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);\
         return box.left >= 0 && box.right <= 390 && it.contains(hit)"
    );
    phone.until_asked(&reach).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_whole_in_the_largest_font() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.ready().await;
    is_whole(&phone, GO, "guide").await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    is_whole(&phone, GO, "sign-in").await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    is_whole(&phone, GO, "team").await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.tap(GO).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", &serial).await;
    is_whole(&phone, GO, "serial").await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    is_whole(&phone, GO, "authorize").await;
    phone.tap(".consent input").await;
    phone.tap(GO).await;
    phone.comes_to("/scope").await;
    is_whole(&phone, GO, "scope").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    is_whole(&phone, GO, "start").await;
    phone.tap(GO).await;
    is_whole(&phone, ".apps a", "workbench").await;
    phone.off().await;
}
