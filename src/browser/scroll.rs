//! Where pages were scrolled to, for when Back leads to them again.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;

use super::page;

/// The pause between two looks whether the page is long enough, in milliseconds, and how many there are: what it shows may
/// have to be loaded first.
const PAUSE: u32 = 50;
const LOOKS: u32 = 60;

/// Keeps where each address of the program was scrolled to. The browser does so itself for pages that are whole at once.
pub fn restore_on_back() {
    let kept = Rc::new(RefCell::new(HashMap::<String, f64>::new()));
    let restores = Rc::new(Cell::new(0_u32));
    page::on_window("scroll", {
        let (kept, restores) = (kept.clone(), restores.clone());
        move || {
            if let (0, Some(top)) = (restores.get(), scrolled()) {
                kept.borrow_mut().insert(page::address(), top);
            }
        }
    });
    page::on_window("popstate", move || {
        let address = page::address();
        let top = kept.borrow().get(&address).copied();
        if let Some(top) = top.filter(|top| *top > 0.0) {
            restores.set(restores.get() + 1);
            let restores = restores.clone();
            spawn_local(async move {
                restore(&address, top).await;
                restores.set(restores.get() - 1);
            });
        }
    });
}

/// Scrolls there once the page at this address is long enough, and again if what was long was still the page before.
async fn restore(address: &str, top: f64) {
    let mut is_there = false;
    for _ in 0..LOOKS {
        TimeoutFuture::new(PAUSE).await;
        if page::address() != address {
            return;
        }
        let is_long = farthest().is_some_and(|farthest| farthest >= top);
        if is_long && is_there {
            return;
        }
        if let Some(window) = web_sys::window().filter(|_| is_long) {
            window.scroll_to_with_x_and_y(0.0, top);
        }
        is_there = is_long;
    }
}

fn scrolled() -> Option<f64> {
    web_sys::window()?.scroll_y().ok()
}

/// How far the page can be scrolled.
fn farthest() -> Option<f64> {
    let window = web_sys::window()?;
    let height = window.document()?.document_element()?.scroll_height();
    Some(f64::from(height) - window.inner_height().ok()?.as_f64()?)
}
