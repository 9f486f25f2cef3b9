//! What only DevTools can do to a phone: a network that stalls, an input method, a clipboard, a larger font.

use serde_json::{Value, json};
use tests::World;
use tests::customer::Customer;

use crate::phone::Phone;

/// Sends DevTools a command.
async fn command(phone: &Phone, name: &str, parameters: Value) {
    phone.driver.cdp().send_raw(name, parameters).await.unwrap();
}

/// From now on requests to addresses that match are neither answered nor refused.
pub async fn stall(phone: &Phone, pattern: &str) {
    let patterns = json!({ "patterns": [{ "urlPattern": pattern }] });
    command(phone, "Fetch.enable", patterns).await;
}

/// Requests are answered again, also those that still wait.
pub async fn answer_again(phone: &Phone) {
    command(phone, "Fetch.disable", json!({})).await;
}

/// The input method composes this in the field that has the focus.
pub async fn compose(phone: &Phone, text: &str) {
    let end = text.encode_utf16().count();
    let composed = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
    command(phone, "Input.imeSetComposition", composed).await;
}

/// Inserts a text at the caret, in the place of what is being composed: as an input method does, or a paste.
pub async fn insert(phone: &Phone, text: &str) {
    command(phone, "Input.insertText", json!({ "text": text })).await;
}

/// Presses Enter as a keyboard does, also while something is composed.
pub async fn press_enter(phone: &Phone) {
    let enter = json!({
        "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13,
    });
    command(phone, "Input.dispatchKeyEvent", enter).await;
    let up = json!({ "type": "keyUp", "key": "Enter", "code": "Enter" });
    command(phone, "Input.dispatchKeyEvent", up).await;
}

/// Pastes a text into the field with this selector, in the place of what stands there.
pub async fn paste(phone: &Phone, css: &str, text: &str) {
    phone.find(css).await;
    phone
        .asks(&format!(
            "const field = document.querySelector({css:?}); field.focus(); field.select();"
        ))
        .await;
    insert(phone, text).await;
}

/// Puts a field's caret behind so many characters.
pub async fn put_caret(phone: &Phone, css: &str, at: usize) {
    phone
        .asks(&format!(
            "const field = document.querySelector({css:?}); field.focus(); field.setSelectionRange({at}, {at});"
        ))
        .await;
}

/// How many requests to the API the page has made since the last [`forget_requests`].
pub async fn requests(phone: &Phone) -> u64 {
    let count = "return performance.getEntriesByType('resource')\
                 .filter(e => new URL(e.name).pathname.startsWith('/api/')).length";
    phone.asks(count).await.as_u64().unwrap()
}

/// Begins to count the requests from zero.
pub async fn forget_requests(phone: &Phone) {
    phone.asks("performance.clearResourceTimings()").await;
}

/// The browser shows the page from its cache of pages, as it was left.
pub async fn restore_from_cache(phone: &Phone) {
    phone
        .asks("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        .await;
}

/// How far the page is scrolled.
pub async fn scrolled(phone: &Phone) -> i64 {
    phone
        .asks("return Math.round(scrollY)")
        .await
        .as_i64()
        .unwrap()
}

/// An owner over HTTP whose team of one has the link's suite, and the team's id; their phone may have a code at once.
pub async fn owner_by_http<'a>(
    world: &'a World,
    number: &str,
    link: &domain::link::LinkToken,
) -> (Customer<'a>, String) {
    let owner = Customer::new(world, number, link);
    let corpid = owner.deploy_alone("老街早餐店").await;
    world.pass(domain::time::Span::seconds(61));
    (owner, corpid)
}
