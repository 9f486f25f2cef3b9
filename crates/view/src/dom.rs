//! Pages as a DOM that follows its signals: a node is a view that Leptos mounts.

use leptos::ev::Event;
use leptos::prelude::RenderEffect;
use leptos::prelude::document;
use leptos::tachys::renderer::types::{Element, Placeholder};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr, dom};
use leptos::tachys::view::{Mountable, Render};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::js_sys::Reflect;
use web_sys::{FocusOptions, HtmlElement};

use crate::node::{Attr, El, Node, Wire};

impl El {
    /// Sets a property, such as an input's `value`, to what the closure gives, now and whenever a
    /// signal that it reads changes.
    pub fn prop<V: Into<JsValue>>(
        mut self,
        name: &'static str,
        value: impl Fn() -> V + 'static,
    ) -> Self {
        let value = Box::new(move || value().into());
        self.wires.push(Wire::Property(name, value));
        self
    }

    /// Calls with each event of this name.
    pub fn on(mut self, name: &'static str, mut then: impl FnMut(Event) + 'static) -> Self {
        let then = Box::new(move |event: JsValue| then(event.unchecked_into()));
        self.wires.push(Wire::Listener(name, then));
        self
    }
}

/// A node in the document: its parts in order, with all that keeps them up to date.
pub struct Built(Vec<Part>);

enum Part {
    Text(dom::Text),
    Element(
        Element,
        #[expect(dead_code, reason = "kept until it goes")] Kept,
    ),
    /// What was drawn last, and a mark that stands behind it even if it is nothing.
    Live(RenderEffect<Built>, Placeholder),
}

/// What lives as long as its element.
struct Kept {
    _inside: Built,
    _effects: Vec<RenderEffect<()>>,
    _listeners: Vec<RemoveEventHandler<Element>>,
}

impl Render for Node {
    type State = Built;

    fn build(self) -> Built {
        let mut parts = Vec::new();
        build(self, &mut parts);
        Built(parts)
    }

    fn rebuild(self, state: &mut Built) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

fn build(node: Node, to: &mut Vec<Part>) {
    match node {
        Node::Text(text) => to.push(Part::Text(Rndr::create_text_node(&text))),
        Node::El(el) => to.push(element(el)),
        Node::Many(nodes) => nodes.into_iter().for_each(|node| build(node, to)),
        Node::Live(draw) => to.push(live(draw)),
    }
}

fn live(draw: Box<dyn Fn() -> Node>) -> Part {
    let end = Rndr::create_placeholder();
    let mark = end.clone();
    let effect = RenderEffect::new(move |before: Option<Built>| {
        let node = draw();
        let Some(mut before) = before else {
            return node.build();
        };
        // A text that only changes stays the same node: a screen reader reads it once.
        if let (Node::Text(new), [Part::Text(old)]) = (&node, before.0.as_slice()) {
            Rndr::set_text(old, new);
            return before;
        }
        let mut now = node.build();
        Rndr::try_mount_before(&mut now, &mark);
        let focus = Focus::within(&before);
        before.unmount();
        if let Some(focus) = focus {
            focus.restore();
        }
        now
    });
    Part::Live(effect, end)
}

/// The focus, where what has it is drawn anew: nobody at a keyboard or a screen reader is thrown back
/// to the top by somebody else's news.
struct Focus {
    /// The element's id; may be empty.
    id: String,
}

impl Focus {
    fn within(drawn: &Built) -> Option<Self> {
        let active = document().active_element()?;
        let within = drawn.elements().iter().any(|of| of.contains(Some(&active)));
        within.then(|| Self { id: active.id() })
    }

    /// Gives it to the element that stands there now, else to the page's heading.
    fn restore(self) {
        let same = (!self.id.is_empty()).then(|| document().get_element_by_id(&self.id));
        let heading = || document().query_selector("h1").ok().flatten();
        let found = same.flatten().or_else(heading);
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let quietly = FocusOptions::new();
            quietly.set_prevent_scroll(true);
            element.focus_with_options(&quietly).ok();
        }
    }
}

fn element(el: El) -> Part {
    let svg = matches!(el.tag, "svg" | "path").then_some("http://www.w3.org/2000/svg");
    let element = Rndr::create_element(el.tag, svg);
    if !el.class.is_empty() {
        Rndr::set_attribute(&element, "class", el.class);
    }
    let mut effects = Vec::new();
    let mut listeners = Vec::new();
    for (name, value) in el.attrs {
        match value {
            Attr::Fixed(value) => Rndr::set_attribute(&element, name, &value),
            Attr::Live(value) => {
                let to = element.clone();
                effects.push(RenderEffect::new(move |_| {
                    Rndr::set_attribute(&to, name, &value());
                }));
            }
        }
    }
    let mut inside = Node::Many(el.children).build();
    inside.mount(&element, None);
    // After the children: a select's value is one of its options.
    for wire in el.wires {
        match wire {
            Wire::Property(name, value) => {
                let to = element.clone();
                effects.push(RenderEffect::new(move |_| {
                    let (name, value) = (JsValue::from_str(name), value());
                    // Setting a field to what it holds would move the caret on some phones.
                    if Reflect::get(&to, &name).as_ref() != Ok(&value) {
                        Reflect::set(&to, &name, &value).ok();
                    }
                }));
            }
            Wire::Listener(name, then) => {
                listeners.push(Rndr::add_event_listener(&element, name, then));
            }
        }
    }
    let kept = Kept {
        _inside: inside,
        _effects: effects,
        _listeners: listeners,
    };
    Part::Element(element, kept)
}

impl Mountable for Built {
    fn unmount(&mut self) {
        for part in &mut self.0 {
            match part {
                Part::Text(text) => Rndr::remove(text),
                Part::Element(element, _) => Rndr::remove(element),
                Part::Live(drawn, end) => {
                    drawn.unmount();
                    Rndr::remove(end);
                }
            }
        }
    }

    fn mount(&mut self, parent: &Element, before: Option<&dom::Node>) {
        for part in &mut self.0 {
            match part {
                Part::Text(text) => Rndr::insert_node(parent, text, before),
                Part::Element(element, _) => Rndr::insert_node(parent, element, before),
                Part::Live(drawn, end) => {
                    drawn.mount(parent, before);
                    Rndr::insert_node(parent, end, before);
                }
            }
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.0.first() {
            None => false,
            Some(Part::Text(text)) => text.insert_before_this(child),
            Some(Part::Element(element, _)) => element.insert_before_this(child),
            Some(Part::Live(drawn, end)) => {
                drawn.insert_before_this(child) || end.insert_before_this(child)
            }
        }
    }

    fn elements(&self) -> Vec<Element> {
        let element = |part: &Part| match part {
            Part::Element(element, _) => vec![element.clone()],
            Part::Live(drawn, _) => drawn.elements(),
            Part::Text(_) => Vec::new(),
        };
        self.0.iter().flat_map(element).collect()
    }
}
