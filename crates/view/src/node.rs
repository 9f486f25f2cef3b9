//! One type of view for every page: built into the DOM by the phone, written as HTML by the server.
//!
//! Leptos's `view!` gives each piece of a page a type of its own, and each type its own code to
//! build, rebuild and drop it: 100 KB of what the phone downloads. These nodes have one.

use std::borrow::Cow;

#[cfg(feature = "dom")]
use leptos::wasm_bindgen::JsValue;

type Text = Cow<'static, str>;

/// A piece of a page.
pub enum Node {
    /// A text.
    Text(Text),
    /// An element.
    El(El),
    /// Several, one after the other; none of them, too.
    Many(Vec<Node>),
    /// Drawn anew whenever a signal that it reads changes.
    Live(Box<dyn Fn() -> Node>),
}

/// An element, with what hangs on it.
pub struct El {
    pub(crate) tag: &'static str,
    pub(crate) class: &'static str,
    pub(crate) attrs: Vec<(&'static str, Attr)>,
    pub(crate) children: Vec<Node>,
    #[cfg(feature = "dom")]
    pub(crate) wires: Vec<Wire>,
}

/// An attribute's value.
pub(crate) enum Attr {
    Fixed(Text),
    Live(Box<dyn Fn() -> Text>),
}

/// What an element has in the browser only.
#[cfg(feature = "dom")]
pub(crate) enum Wire {
    Property(&'static str, Box<dyn Fn() -> JsValue>),
    Listener(&'static str, Box<dyn FnMut(JsValue)>),
}

/// An element by its tag and classes: `el("li.row now")`.
pub fn el(name: &'static str) -> El {
    let (tag, class) = name.split_once('.').unwrap_or((name, ""));
    El {
        tag,
        class,
        attrs: Vec::new(),
        children: Vec::new(),
        #[cfg(feature = "dom")]
        wires: Vec::new(),
    }
}

impl El {
    /// Sets an attribute to a text, or with `true` to nothing but its name.
    pub fn attr(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Some(value) = value.into().0 {
            self.attrs.push((name, Attr::Fixed(value)));
        }
        self
    }

    /// Sets an attribute that follows the signals that the closure reads.
    pub fn live<T: Into<Text>>(
        mut self,
        name: &'static str,
        value: impl Fn() -> T + 'static,
    ) -> Self {
        let value = Box::new(move || value().into());
        self.attrs.push((name, Attr::Live(value)));
        self
    }

    /// Adds a child: a text, an element, an option, a list, a tuple, or a closure of one of them,
    /// which is drawn anew whenever a signal that it reads changes.
    pub fn child(mut self, child: impl Child) -> Self {
        self.children.push(child.node());
        self
    }
}

/// What an attribute may be set to; `None` and `false` leave it out.
pub struct Value(Option<Text>);

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self(Some(Cow::Borrowed(text)))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(Some(Cow::Owned(text)))
    }
}

impl From<Option<&'static str>> for Value {
    fn from(text: Option<&'static str>) -> Self {
        Self(text.map(Cow::Borrowed))
    }
}

impl From<bool> for Value {
    fn from(there: bool) -> Self {
        Self(there.then_some(Cow::Borrowed("")))
    }
}

/// What may stand in an element.
pub trait Child {
    /// It, as a node.
    fn node(self) -> Node;
}

impl Child for Node {
    fn node(self) -> Node {
        self
    }
}

impl Child for El {
    fn node(self) -> Node {
        Node::El(self)
    }
}

impl Child for &'static str {
    fn node(self) -> Node {
        Node::Text(Cow::Borrowed(self))
    }
}

impl Child for String {
    fn node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }
}

impl<C: Child> Child for Option<C> {
    fn node(self) -> Node {
        self.map_or(Node::Many(Vec::new()), Child::node)
    }
}

impl<C: Child> Child for Vec<C> {
    fn node(self) -> Node {
        Node::Many(self.into_iter().map(Child::node).collect())
    }
}

impl<F: Fn() -> C + 'static, C: Child> Child for F {
    fn node(self) -> Node {
        Node::Live(Box::new(move || self().node()))
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))+) => {$(
        impl<$($name: Child),+> Child for ($($name,)+) {
            #[expect(non_snake_case, reason = "a type's name is its value's, too")]
            fn node(self) -> Node {
                let ($($name,)+) = self;
                Node::Many(vec![$($name.node()),+])
            }
        }
    )+};
}

tuples! { (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }
