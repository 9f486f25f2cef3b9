//! Files that are chosen.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, FileReader, HtmlInputElement};

/// A file that was chosen.
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: f64,
    file: web_sys::File,
}

/// Takes the file that an input's event is about; the same one can be chosen again.
pub fn chosen(event: &Event) -> Option<Chosen> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    let file = file?;
    Some(Chosen {
        name: file.name(),
        bytes: file.size(),
        file,
    })
}

impl Chosen {
    /// What is in it, in base64; `None` if it can't be read.
    pub async fn base64(&self) -> Option<String> {
        let reader = FileReader::new().ok()?;
        let read = Promise::new(&mut |done, failed| {
            reader.set_onload(Some(&done));
            reader.set_onerror(Some(&failed));
            if reader.read_as_data_url(&self.file).is_err() {
                failed.call0(&wasm_bindgen::JsValue::UNDEFINED).ok();
            }
        });
        JsFuture::from(read).await.ok()?;
        let address = reader.result().ok()?.as_string()?;
        let (_, base64) = address.split_once(',')?;
        Some(base64.to_owned())
    }
}
