//! What stands in every page: the language, the heading, a form with its foot.

use leptos::prelude::*;
use view::lang::Lang;
use view::{Child, El, Node, el};

use crate::shell::Shell;

/// The link to the other language.
pub fn lang_link(name: &'static str, lang: Lang) -> El {
    let other = lang.other();
    el(name)
        .attr("href", format!("?lang={}", other.word()))
        .attr("lang", other.html())
        .child(view::text::of(lang).switch)
}

/// A page's heading; it takes the focus when the page comes.
pub fn heading(text: impl Child) -> El {
    el("h1").attr("tabindex", "-1").child(text)
}

/// A form around a page and its foot.
pub fn form(submit: impl Fn() + 'static, page: El, foot: impl Child) -> El {
    el("form.contents")
        .attr("novalidate", true)
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .child((page, el("footer.foot").child(foot)))
}

/// A line at the top while something that was tapped is on its way.
pub fn sending(shell: Shell) -> Node {
    let line = move || (shell.sending.get() > 0).then(|| el("div.sending"));
    line.node()
}
