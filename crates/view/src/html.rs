//! Pages as HTML, for the server to paint.

use crate::node::{Attr, El, Node};

/// Elements that have neither children nor an end tag.
const VOID: [&str; 3] = ["img", "input", "br"];

impl Node {
    /// It as HTML; what is live is written as it is now.
    pub fn html(&self) -> String {
        let mut html = String::new();
        write(self, &mut html);
        html
    }
}

fn write(node: &Node, to: &mut String) {
    match node {
        Node::Text(text) => to.push_str(&escape(text)),
        Node::El(el) => element(el, to),
        Node::Many(nodes) => nodes.iter().for_each(|node| write(node, to)),
        Node::Live(draw) => write(&draw(), to),
    }
}

fn element(el: &El, to: &mut String) {
    to.push('<');
    to.push_str(el.tag);
    if !el.class.is_empty() {
        attribute("class", el.class, to);
    }
    for (name, value) in &el.attrs {
        match value {
            Attr::Fixed(value) => attribute(name, value, to),
            Attr::Live(value) => attribute(name, &value(), to),
        }
    }
    to.push('>');
    if VOID.contains(&el.tag) {
        return;
    }
    el.children.iter().for_each(|child| write(child, to));
    to.push_str("</");
    to.push_str(el.tag);
    to.push('>');
}

fn attribute(name: &str, value: &str, to: &mut String) {
    to.push(' ');
    to.push_str(name);
    to.push_str("=\"");
    to.push_str(&escape(value));
    to.push('"');
}

/// A text as it may stand in HTML, between tags or quoted in one.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use crate::node::{Child, el};

    fn html(child: impl Child) -> String {
        child.node().html()
    }

    #[test]
    fn elements_texts_lists_and_what_is_absent_are_written_in_order() {
        let page = (
            el("p.a b").attr("id", "x").attr("hidden", true).child("1"),
            None::<&str>,
            el("img").attr("alt", "").attr("title", None),
            vec![
                el("b").child(|| "2".to_owned()),
                el("i").live("lang", || "en"),
            ],
        );
        assert_eq!(
            html(page),
            r#"<p class="a b" id="x" hidden="">1</p><img alt=""><b>2</b><i lang="en"></i>"#
        );
    }

    #[test]
    fn text_of_a_vendor_cannot_become_markup() {
        let text = r#"<a b="c" d='&'>"#;
        let safe = "&lt;a b=&quot;c&quot; d=&#39;&amp;&#39;&gt;";
        assert_eq!(html(text.to_owned()), safe);
        let title = el("i").attr("title", text.to_owned());
        assert_eq!(html(title), format!("<i title=\"{safe}\"></i>"));
    }
}
