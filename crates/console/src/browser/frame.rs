//! A document of its own within the page: what is in it has none of the page's styles, and the page none of its.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlIFrameElement};

/// A frame's document. Cheap to copy.
#[derive(Clone)]
pub struct Inner {
    document: Document,
    sheet: JsValue,
}

impl Inner {
    /// The document of a frame that has loaded.
    pub fn of(frame: &HtmlIFrameElement) -> Option<Self> {
        let document = frame.content_document()?;
        let window = frame.content_window()?;
        // Made by the frame's own window: no other document takes it. A policy without inline styles lets it through.
        let sheet = Reflect::get(&window, &"CSSStyleSheet".into()).ok()?;
        let sheet = Reflect::construct(sheet.unchecked_ref::<Function>(), &Array::new()).ok()?;
        let sheets = Array::of1(&sheet);
        Reflect::set(&document, &"adoptedStyleSheets".into(), &sheets).ok()?;
        Some(Self { document, sheet })
    }

    /// The element in which the frame's contents are mounted.
    pub fn root(&self) -> Option<HtmlElement> {
        let root = self.document.get_element_by_id("app")?;
        // It is an element of the frame's window, so that it is none of the page's by JavaScript's `instanceof`.
        Some(root.unchecked_into())
    }

    /// Paints it with these rules.
    pub fn paint(&self, css: &str) {
        let replace = Reflect::get(&self.sheet, &"replaceSync".into());
        if let Ok(replace) = replace.and_then(JsCast::dyn_into::<Function>) {
            replace.call1(&self.sheet, &css.into()).ok();
        }
    }

    /// Sets its language.
    pub fn set_lang(&self, lang: &str) {
        if let Some(html) = self.document.document_element() {
            html.set_attribute("lang", lang).ok();
        }
    }
}
