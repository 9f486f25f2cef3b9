//! The reasons that an operator writes beside fields: kept while one goes through the queue, until the application is decided.

use std::collections::BTreeMap;

use api::console::application::Reason;
use api::problem::Code;
use domain::application::{Field, ReasonText};
use domain::word::Word;
use leptos::prelude::*;

use crate::form::Form;

/// What is typed, by application and field. It outlives the page of each.
#[derive(Clone, Copy, Default)]
pub struct Typed(StoredValue<BTreeMap<(i64, Field), String>>);

/// All that has a reason: the columns of the form, and the suite's name.
fn judged() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().chain([Field::Name])
}

/// The reasons for one application. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Reasons {
    id: i64,
    typed: Typed,
    /// The fields that have a reason's field, in the order of the form.
    fields: RwSignal<Vec<Field>>,
    /// What stands in each. They are there from the start: a signal made by a click goes with what was clicked.
    texts: StoredValue<BTreeMap<Field, RwSignal<String>>>,
}

impl Reasons {
    /// Those that were written for an application, if any were.
    pub fn of(id: i64) -> Self {
        let typed: Typed = expect_context();
        let kept = |field| typed.0.with_value(|all| all.get(&(id, field)).cloned());
        let fields = judged().filter(|field| kept(*field).is_some());
        let texts = judged().map(|field| {
            let text = RwSignal::new(kept(field).unwrap_or_default());
            (field, text)
        });
        let reasons = Self {
            id,
            typed,
            fields: RwSignal::new(fields.collect()),
            texts: StoredValue::new(texts.collect()),
        };
        Effect::new(move |_| {
            let now = reasons.written();
            typed.0.update_value(|all| {
                all.retain(|(of, _), _| *of != id);
                all.extend(now.into_iter().map(|(field, text)| ((id, field), text)));
            });
        });
        reasons
    }

    fn text(self, field: Field) -> Option<RwSignal<String>> {
        self.texts.with_value(|texts| texts.get(&field).copied())
    }

    /// The reason's field beside a field, if there is one.
    pub fn beside(self, field: Field) -> Option<RwSignal<String>> {
        let is_there = self.fields.with(|fields| fields.contains(&field));
        self.text(field).filter(|_| is_there)
    }

    /// Puts an empty one beside a field.
    pub fn add(self, field: Field) {
        if let Some(text) = self.text(field) {
            text.set(String::new());
        }
        self.fields.update(|fields| {
            fields.push(field);
            fields.sort_unstable();
        });
    }

    /// Takes it away.
    pub fn take(self, field: Field) {
        self.fields
            .update(|fields| fields.retain(|of| *of != field));
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.fields.with(Vec::len)
    }

    /// What is written, in the order of the form.
    pub fn written(self) -> Vec<(Field, String)> {
        let fields = self.fields.get().into_iter();
        let written = fields.filter_map(|field| Some((field, self.text(field)?.get())));
        written.collect()
    }

    /// What is sent; refuses what is no reason beside its field, and that there is none.
    pub fn checked(self, form: Form) -> Option<Vec<Reason>> {
        let written = untrack(|| self.written());
        let wrong = written
            .iter()
            .find(|(_, text)| ReasonText::parse(text).is_err());
        if let Some((field, _)) = wrong {
            form.refuse_field(Code::Reason, &field.word());
            return None;
        }
        if written.is_empty() {
            form.refuse(api::problem::Problem::new(Code::Reasons));
            return None;
        }
        let reasons = written.into_iter();
        Some(
            reasons
                .map(|(field, text)| Reason { field, text })
                .collect(),
        )
    }

    /// Forgets them: the application is decided.
    pub fn forget(self) {
        self.fields.set(Vec::new());
        let id = self.id;
        self.typed
            .0
            .update_value(|all| all.retain(|(of, _), _| *of != id));
    }
}
