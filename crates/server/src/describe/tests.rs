//! Tests of the descriptions as they are made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use api::route;
use serde_json::{Value, json};

use crate::connections::Limits;
use crate::endpoint::Endpoint;
use crate::open_api::CallLimit;
use crate::open_api::call::CALLS;
use crate::state::Settings;

fn settings() -> Settings {
    Settings {
        public_url: "https://deploy.example.com".to_owned(),
        demo: false,
        send_policy: domain::sign_in::SendPolicy::default(),
        trust_proxy: false,
        limits: Limits::default(),
        calls_per_second: CallLimit::PER_SECOND,
        acceptance: domain::acceptance::Criteria::default(),
        client: domain::client::Client::default(),
        app_dir: PathBuf::new(),
        console_dir: PathBuf::new(),
    }
}

fn both() -> [Value; 2] {
    super::both(&settings()).map(|json| serde_json::from_str(&json).unwrap())
}

/// Methods and paths.
fn routes(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let of_path = |(path, item): (&String, &Value)| {
        let methods: Vec<String> = item.as_object().unwrap().keys().cloned().collect();
        let path = path.clone();
        methods
            .into_iter()
            .map(move |method| (method.to_uppercase(), path.clone()))
    };
    paths.flat_map(of_path).collect()
}

fn table(rows: impl Iterator<Item = (&'static str, &'static str)>) -> BTreeSet<(String, String)> {
    rows.map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect()
}

#[test]
fn every_route_of_both_tables_is_described_and_no_other() {
    let [vendors, app] = both();
    let calls = CALLS.iter().map(|call| (call.method, call.path));
    assert_eq!(routes(&vendors), table(calls));
    let ours = route::all().map(|route| (route.method, route.path));
    assert_eq!(routes(&app), table(ours));
}

#[test]
fn every_reference_leads_to_a_schema_and_every_schema_is_referred_to() {
    for document in both() {
        let mut referred = BTreeSet::new();
        references(&document, &mut referred);
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let there: BTreeSet<String> = schemas
            .keys()
            .map(|name| format!("#/components/schemas/{name}"))
            .collect();
        assert_eq!(referred, there);
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get("$ref") {
                found.insert(to.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn no_two_types_share_a_name() {
    let of = |endpoints: Vec<Endpoint>| endpoints.into_iter().map(|it| (it.signature)().schemas);
    for endpoints in [crate::routes::endpoints(), crate::open_api::endpoints()] {
        let mut named = BTreeMap::new();
        for (name, schema) in of(endpoints).flatten() {
            let schema = serde_json::to_value(schema).unwrap();
            let before = named.entry(name.clone()).or_insert(schema.clone());
            assert_eq!(*before, schema, "{name}");
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_and_every_field_says_what_it_is() {
    for document in both() {
        let mut ids = BTreeSet::new();
        for (_, item) in document["paths"].as_object().unwrap() {
            for operation in item.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(ids.insert(id.to_owned()), "{id}");
                assert!(operation["summary"].is_string() && operation["description"].is_string());
            }
        }
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let mut silent = Vec::new();
        for (name, schema) in schemas {
            let Some(fields) = schema["properties"].as_object() else {
                continue;
            };
            // What may be null has it beside the reference.
            let without = |field: &Value| {
                field.get("description").is_none() && field["oneOf"][0].get("description").is_none()
            };
            let fields = fields.iter().filter(|(_, field)| without(field));
            silent.extend(fields.map(|(field, _)| format!("{name}.{field}")));
        }
        silent.retain(|field| !field.starts_with("Succeeded.") && !field.ends_with(".EventType"));
        assert_eq!(silent, [""; 0]);
    }
}

#[test]
fn every_example_fits_its_schema() {
    for document in both() {
        let mut examples = Vec::new();
        contents(&document, &mut examples);
        assert!(examples.len() > 12);
        for content in examples {
            // References are looked up beside the schema.
            let schema = json!({
                "allOf": [content["schema"]], "components": document["components"],
            });
            let fits = jsonschema::validate(&schema, &content["example"]);
            assert!(fits.is_ok(), "{fits:?}\n{content:#}");
        }
    }
}

/// Everything with a schema and an example.
fn contents<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("schema") && fields.contains_key("example") {
                found.push(value);
            }
            fields.values().for_each(|value| contents(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| contents(value, found)),
        _ => {}
    }
}
