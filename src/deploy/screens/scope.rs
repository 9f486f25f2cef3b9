//! The scope (使用范围): who of the team may use the suite.

use api::path::{DIRECTORY, SCOPE};
use view::{Child, Node};

use crate::deploy::frame::frame;
use crate::deploy::state::App;
use crate::scope;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let send = move |scope: &_| app.step(form, SCOPE, scope);
    let choice = scope::form(form, app.path(DIRECTORY), None, send);
    (move || frame(app, app.t().open), choice).node()
}
