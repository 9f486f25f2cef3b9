//! What is asked of the database, and in whose name: for programs of tests that have no other subscriber.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, OnceLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The id of the request (`x-request-id`) that sent it, if it was one.
    pub request: Option<String>,
    /// What was sent, without its values.
    pub sql: String,
}

/// All statements of this process, in their order.
#[derive(Clone, Default)]
pub struct Statements(Arc<Mutex<Vec<Statement>>>);

static STATEMENTS: OnceLock<Statements> = OnceLock::new();

impl Statements {
    /// Those from the first call on.
    pub fn listen() -> &'static Self {
        STATEMENTS.get_or_init(|| {
            let statements = Self::default();
            let subscriber = tracing_subscriber::registry().with(statements.clone());
            let listens = tracing::subscriber::set_global_default(subscriber);
            listens.expect("no other subscriber");
            statements
        })
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.0.lock().expect("statements").len()
    }

    /// Those after the first so many. What isn't asked for isn't copied: the server waits for the lock meanwhile.
    pub fn since(&self, count: usize) -> Vec<Statement> {
        self.0.lock().expect("statements")[count..].to_vec()
    }

    /// How many requests with this id, such as a [`Customer`](crate::customer::Customer)'s, have sent.
    pub fn count_of(&self, request: &str) -> usize {
        let all = self.0.lock().expect("statements");
        let own = all
            .iter()
            .filter(|one| one.request.as_deref() == Some(request));
        own.count()
    }

    /// Those of requests with this id.
    pub fn of(&self, request: &str) -> Vec<String> {
        let all = self.0.lock().expect("statements");
        let own = all
            .iter()
            .filter(|one| one.request.as_deref() == Some(request));
        own.map(|one| one.sql.clone()).collect()
    }
}

/// The id of a request, kept with its span.
struct RequestId(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Statements {
    fn on_new_span(&self, span: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut found = Text::named("id");
        span.record(&mut found);
        if let (Some(id), Some(span)) = (found.text, context.span(id)) {
            span.extensions_mut().insert(RequestId(id));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut found = Text::named("db.statement");
        event.record(&mut found);
        let sql = found.text.unwrap_or_default().trim().to_owned();
        // A connection's settings are sent when it opens, in the name of the request that happens to need one more.
        if sql.is_empty() || sql.starts_with("PRAGMA") {
            return;
        }
        let mut spans = context.event_scope(event).into_iter().flatten();
        let request = spans.find_map(|span| Some(span.extensions().get::<RequestId>()?.0.clone()));
        let statement = Statement { request, sql };
        self.0.lock().expect("statements").push(statement);
    }
}

/// The text of one field.
struct Text {
    name: &'static str,
    text: Option<String>,
}

impl Text {
    fn named(name: &'static str) -> Self {
        Self { name, text: None }
    }
}

impl Visit for Text {
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == self.name {
            self.text = Some(value.to_owned());
        }
    }
}
