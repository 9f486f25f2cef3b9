//! What rows of a card are made of.

use view::{Child, El, el};

/// A row's words: a line, and a smaller one below it.
pub fn what(line: impl Child, small: impl Child) -> El {
    el("span.what").child((el("span").child(line), el("small").child(small)))
}

/// A person's or team's avatar: the name's first character on a colour of its own.
pub fn avatar(name: &str) -> El {
    let first = name.chars().next();
    let class = match first.map_or(0, u32::from) % 4 {
        0 => "span.avatar",
        1 => "span.avatar c1",
        2 => "span.avatar c2",
        _ => "span.avatar c3",
    };
    el(class)
        .attr("aria-hidden", "true")
        .child(first.map(String::from))
}

/// A square picture that only decorates, `size` pixels wide.
pub fn image(url: String, size: &'static str) -> El {
    el("img")
        .attr("src", url)
        .attr("alt", "")
        .attr("width", size)
        .attr("height", size)
}
