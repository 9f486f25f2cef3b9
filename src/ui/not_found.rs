//! No such page.

use view::icon::{ALERT, icon};
use view::{Child, Node, el};

use crate::shell::Shell;
use crate::ui;

/// The page.
pub fn not_found(shell: Shell) -> Node {
    let page = move || {
        let t = shell.t();
        let home = el("a.button").attr("href", "/workbench").child(t.home);
        (
            el("main.page middle").child((
                el("span.bigmark bad").child(icon(ALERT)),
                ui::heading(t.not_found),
                el("p.second").child(t.not_found_detail),
            )),
            el("footer.foot").child(home),
        )
    };
    page.node()
}
