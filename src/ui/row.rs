//! What rows of a card are made of.

use view::{Child, El, el};

/// A row's words: a line, and a smaller one below it.
pub fn what(line: impl Child, small: impl Child) -> El {
    el("span.what").child((el("span").child(line), el("small").child(small)))
}

/// A person's or team's avatar.
pub fn avatar(name: &str) -> El {
    view::join::avatar(name, "")
}

/// A square picture that only decorates, `size` pixels wide.
pub fn image(url: String, size: &'static str) -> El {
    el("img")
        .attr("src", url)
        .attr("alt", "")
        .attr("width", size)
        .attr("height", size)
}
