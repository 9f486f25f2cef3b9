//! The app on the phone: the service worker that keeps it, and the browser's offer to install it.

use js_sys::{Function, Reflect};
use leptos::prelude::{GetUntracked, RwSignal, Set, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = get(object, name)?.dyn_into().ok()?;
    function.call1(object, argument).ok()
}

/// Has the browser keep the app, where it can (only over https, or on this machine itself).
pub fn keep() {
    let navigator = web_sys::window().map(|window| window.navigator());
    if let Some(workers) = navigator.and_then(|navigator| get(&navigator, "serviceWorker")) {
        call(&workers, "register", &JsValue::from_str("/sw.js"));
    }
}

/// Whether the browser offers to install the app; it says so once, when it likes.
pub fn offers() -> Offer {
    let offer = Offer(RwSignal::new(false));
    window_event_listener_untyped("beforeinstallprompt", move |event| {
        event.prevent_default();
        if let Some(window) = web_sys::window() {
            Reflect::set(&window, &OFFER.into(), &event).ok();
        }
        offer.0.set(true);
    });
    offer
}

/// Where the browser's offer is kept.
const OFFER: &str = "installOffer";

/// The browser's offer to install the app.
#[derive(Clone, Copy)]
pub struct Offer(pub RwSignal<bool>);

impl Offer {
    /// Takes it: the browser asks the person. An offer is good once.
    pub fn take(self) {
        if self.0.get_untracked() {
            let kept = web_sys::window().and_then(|window| get(&window, OFFER));
            kept.and_then(|offer| call(&offer, "prompt", &JsValue::UNDEFINED));
            self.0.set(false);
        }
    }
}

/// Whether the phone has a share sheet.
pub fn shares() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.is_some_and(|navigator| get(&navigator, "share").is_some())
}

/// Opens the phone's share sheet.
pub fn share(title: &str, url: &str) {
    let shared = js_sys::Object::new();
    for (name, value) in [("title", title), ("text", title), ("url", url)] {
        Reflect::set(&shared, &name.into(), &value.into()).ok();
    }
    if let Some(window) = web_sys::window() {
        // Closing the sheet without sharing rejects the promise: nothing to be said about it.
        let promise = call(&window.navigator(), "share", &shared);
        let promise = promise.and_then(|it| it.dyn_into::<js_sys::Promise>().ok());
        if let Some(promise) = promise {
            leptos::task::spawn_local(async move {
                wasm_bindgen_futures::JsFuture::from(promise).await.ok();
            });
        }
    }
}
