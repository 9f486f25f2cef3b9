//! What leaves the page: by the clipboard, or as a file.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Puts a text on the clipboard; `false` if the browser doesn't let us, as over plain http.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|it| !it.is_undefined()) {
        let written = window.navigator().clipboard().write_text(text);
        return JsFuture::from(written).await.is_ok();
    }
    false
}

/// Saves a text as a file of this name.
pub fn save(name: &str, text: &str) {
    let content = String::from(js_sys::encode_uri_component(text));
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let address = format!("data:text/plain;charset=utf-8,{content}");
    link.set_attribute("href", &address).ok();
    link.set_attribute("download", name).ok();
    link.click();
}
