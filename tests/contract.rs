//! Every answer that a test gets from an API is held against the API's description.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::{Registry, Validator};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::describe;
use server::state::Settings;

/// The descriptions, with the schemas that were needed so far.
struct Contract {
    documents: [Value; 2],
    /// What their schemas refer to.
    components: Registry<'static>,
    schemas: Mutex<HashMap<String, Arc<Validator>>>,
}

static CONTRACT: OnceLock<Contract> = OnceLock::new();

/// Reads the descriptions, once.
pub fn read(settings: &Settings) {
    CONTRACT.get_or_init(|| {
        let documents = describe::both(settings);
        let read = |i: usize| -> Value {
            let document = serde_json::from_str(&documents[i]).expect("a description in JSON");
            closed(document, &uri(i))
        };
        let documents = [0, 1].map(read);
        let components = documents.iter().enumerate();
        let components = components
            .map(|(i, document)| (uri(i), json!({ "components": document["components"] })));
        let components = Registry::new().extend(components).expect("components");
        Contract {
            documents,
            components: components.prepare().expect("components"),
            schemas: Mutex::default(),
        }
    });
}

/// What a schema in one description calls it.
fn uri(i: usize) -> String {
    format!("urn:description:{i}")
}

/// What was asked and answered.
pub struct Exchange<'a> {
    /// The method; none where the path has one alone.
    pub method: Option<&'a str>,
    /// The path.
    pub path: &'a str,
    /// The JSON that was sent.
    pub sent: Option<&'a Value>,
    /// The status.
    pub status: StatusCode,
    /// The media type of the answer.
    pub media_type: Option<&'a str>,
    /// The answer.
    pub answer: &'a Value,
}

/// Holds it against the description; what isn't described there at all passes.
pub fn check(exchange: &Exchange<'_>) {
    let Some(contract) = CONTRACT.get() else {
        return;
    };
    for document in &contract.documents {
        if let Some((name, operation)) = find(document, exchange) {
            contract.check(&name, operation, exchange);
        }
    }
}

/// The operation, and its name.
fn find<'a>(document: &'a Value, exchange: &Exchange<'_>) -> Option<(String, &'a Value)> {
    let paths = document["paths"].as_object()?;
    let (template, item) = paths
        .iter()
        .filter(|(template, _)| fits(template, exchange.path))
        // The one with the fewest parameters.
        .min_by_key(|(template, _)| template.matches('{').count())?;
    let operation = match exchange.method {
        Some(method) => item.get(method.to_lowercase())?,
        None => item.as_object()?.values().next()?,
    };
    Some((
        format!("{} {template}", exchange.method.unwrap_or_default()),
        operation,
    ))
}

fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(part), Some(_)) if part.starts_with('{') => {}
            (Some(part), Some(of_path)) if part == of_path => {}
            _ => return false,
        }
    }
}

impl Contract {
    fn check(&self, name: &str, operation: &Value, exchange: &Exchange<'_>) {
        let Exchange { status, answer, .. } = exchange;
        let responses = &operation["responses"];
        let described = responses
            .get(status.as_str())
            .or_else(|| responses.get("default"));
        let described = described.unwrap_or_else(|| panic!("{name}: {status} isn't described"));
        match (described.get("content"), exchange.media_type) {
            (None, None) => assert_eq!(answer.as_str(), Some(""), "{name}"),
            (Some(content), Some(media_type)) => {
                let schema = &content[media_type]["schema"];
                assert!(!schema.is_null(), "{name}: {status} as {media_type}");
                let key = format!("{name} {status}");
                self.hold(key, schema, answer);
            }
            (content, media_type) => {
                panic!("{name}: {status} as {media_type:?}, described {content:?}")
            }
        }
        let taken = &operation["requestBody"]["content"]["application/json"]["schema"];
        if let Some(sent) = exchange.sent
            && status.is_success()
            && !taken.is_null()
        {
            self.hold(format!("{name} request"), taken, sent);
        }
    }

    fn hold(&self, key: String, schema: &Value, value: &Value) {
        let validator = {
            let mut schemas = self.schemas.lock().expect("the schemas");
            let made = schemas.entry(key.clone()).or_insert_with(|| {
                let whole = json!({ "allOf": [schema], "unevaluatedProperties": false });
                let options = jsonschema::options().with_registry(&self.components);
                Arc::new(options.build(&whole).expect("a schema"))
            });
            made.clone()
        };
        if let Err(why) = validator.validate(value) {
            panic!("{key}: {why} at {}\n{value:#}", why.instance_path());
        }
    }
}

/// A description of which no object may have other fields than it says: published, it lets fields be added. What it refers to
/// in itself it refers to by its URI.
fn closed(value: Value, uri: &str) -> Value {
    let close = |value| json!({ "allOf": [closed(value, uri)], "unevaluatedProperties": false });
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = match (name.as_str(), value) {
                    ("properties", Value::Object(properties)) => {
                        let properties = properties.into_iter();
                        properties
                            .map(|(name, value)| (name, close(value)))
                            .collect()
                    }
                    ("items", value @ Value::Object(_)) => close(value),
                    ("$ref", Value::String(within)) => json!(format!("{uri}{within}")),
                    (_, value) => closed(value, uri),
                };
                (name, value)
            });
            fields.collect()
        }
        Value::Array(values) => {
            let values = values.into_iter();
            values.map(|value| closed(value, uri)).collect()
        }
        value => value,
    }
}
