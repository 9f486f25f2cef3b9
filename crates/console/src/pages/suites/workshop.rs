//! A form, and beside it the guide page that comes of it, as customers see it.

use api::answer::Guide as Shown;
use api::console::member::Vendor;
use api::console::path;
use domain::device::Device;
use leptos::prelude::*;
use ui::document::{Guide, Visit};

use crate::components::load::load;
use crate::components::phone::Phone;
use crate::session::use_session;

/// The form, and the guide page.
#[component]
pub fn Workshop(
    /// The guide page of the form, for a vendor.
    guide: impl Fn(Vendor) -> Shown + Send + Sync + 'static,
    /// The suite's color, as typed.
    #[prop(into)]
    color: Signal<String>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let vendor = load::<Vendor>(|| path::VENDOR.to_owned());
    let guide = Memo::new(move |_| vendor.get().and_then(Result::ok).map(&guide));
    let visit = Visit {
        device: Device::Android,
        in_app: None,
    };
    let screen = move || {
        let lang = session.lang.get();
        guide.get().map(|guide| view! { <Guide guide visit lang/> })
    };
    view! {
        <div class="workshop">
            {children()}
            <Phone color screen/>
        </div>
    }
}
