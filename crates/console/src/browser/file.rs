//! Files that the person chooses.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, FileReader, HtmlInputElement};

/// The file that a file input holds after a change of it.
pub fn chosen(event: &Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    input.files()?.get(0)
}

/// A file's bytes in base64; `None` if the browser can't read it, as when it was moved meanwhile.
pub async fn base64(file: &File) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let read = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move || {
            resolve.call0(&resolve).ok();
        });
        reader.set_onloadend(Some(done.unchecked_ref()));
    });
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(read).await.ok()?;
    // A data URL: what it is, a comma, the bytes.
    let url = reader.result().ok()?.as_string()?;
    Some(url.split_once(',')?.1.to_owned())
}
