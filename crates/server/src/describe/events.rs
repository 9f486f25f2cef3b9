//! The callbacks in the open API's description: encrypted events, and their encrypted answers (open API 3).

use domain::time::Moment;
use serde_json::{Map, Value, json};
use utoipa::PartialSchema;
use utoipa::openapi::{Paths, RefOr, Schema};

use super::{Schemas, table};
use crate::callbacks::event::Event;

const ABOUT: &str = "\
Sent as a `POST` to the suite's callback URL. The body is `{\"encrypt\": …}`; the plain text is the JSON below.

**Decrypting.** The key is the base64 of `encoding_aes_key` with `=` behind it, 32 bytes. `encrypt` is base64 of AES-256-CBC with \
the key's first 16 bytes as IV, padded by PKCS#7 to a multiple of 32 bytes. The plain text is 16 random bytes, the length of \
the message in 4 bytes (the highest first), the message, and the suite's key: check that it is yours.

**Signature.** The lower-case hexadecimal SHA-1 of the suite's token, `timestamp`, `nonce` and `encrypt`, sorted by their bytes \
and joined. It stands in the query as `signature`, and once more as `msg_signature`.

**Answer.** HTTP status 200 and JSON with a signed and encrypted word: ";

const TAKEN: &str = "`success`. Without it the event counts as not delivered and is pushed again, up to 100 times in more \
than seven days, in order for each team. It may come twice.";
const CHECKED: &str = "the event's `Random`. It is asked once.";
const VERIFIED: &str = "`success` if the serial number is good. The customer waits: any other answer refuses it, and \
where none comes within a second it is asked twice more.";

/// An event with its name, when it is sent, and what is to be answered.
struct Sample {
    event: Event,
    when: &'static str,
    answer: &'static str,
}

fn samples() -> [Sample; 7] {
    let suite_key = || "suite5xxxxxxxxxxxxxxx".to_owned();
    let auth_corp_id = || "corp3k9x2m7q4w8e5r6t1y0".to_owned();
    let random = || "LPIdSnlF".to_owned();
    let time_stamp = Moment(1_445_827_045_067);
    let sample = |event, when, answer| Sample {
        event,
        when,
        answer,
    };
    [
        sample(
            Event::CheckCreateSuiteUrl {
                random: random(),
                test_suite_key: "suite4xxxxxxxxxxxxxxx".to_owned(),
            },
            "A suite is being created with this callback URL. It has no key yet: suite4xxxxxxxxxxxxxxx stands in its place.",
            CHECKED,
        ),
        sample(
            Event::CheckUpdateSuiteUrl {
                random: random(),
                test_suite_key: suite_key(),
            },
            "The suite's callback settings change.",
            CHECKED,
        ),
        sample(
            Event::SuiteTicket {
                suite_key: suite_key(),
                suite_ticket: "ticket".to_owned(),
                time_stamp,
            },
            "Every 20 minutes: the ticket for get_suite_token.",
            TAKEN,
        ),
        sample(
            Event::TmpAuthCode {
                suite_key: suite_key(),
                auth_code: "code".to_owned(),
                time_stamp,
            },
            "A team has authorized the suite: swap the code by get_permanent_code.",
            TAKEN,
        ),
        sample(
            Event::ChangeAuth {
                suite_key: suite_key(),
                auth_corp_id: auth_corp_id(),
                time_stamp,
            },
            "A team has changed the scope, a member that the scope names has left, or an app was disabled or enabled.",
            TAKEN,
        ),
        sample(
            Event::SuiteRelieve {
                suite_key: suite_key(),
                auth_corp_id: auth_corp_id(),
                time_stamp,
            },
            "A team has withdrawn the authorization. The permanent code is dead.",
            TAKEN,
        ),
        sample(
            Event::CheckSuiteLicenseCode {
                suite_key: suite_key(),
                auth_corp_id: auth_corp_id(),
                license_code: "AB-2026-000017".to_owned(),
                time_stamp,
            },
            "A customer has typed a serial number.",
            VERIFIED,
        ),
    ]
}

/// The schemas of the events' plain texts, and of what travels.
pub fn schemas() -> Schemas {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let encrypted = json!({
        "type": "object",
        "description": "What is sent.",
        "required": ["encrypt"],
        "properties": { "encrypt": text("The encrypted event, in base64.") },
    });
    let answer = json!({
        "type": "object",
        "description": "What is answered.",
        "required": ["msg_signature", "timeStamp", "nonce", "encrypt"],
        "properties": {
            "msg_signature": text("The signature over the fields below."),
            "timeStamp": text("Milliseconds since 1970."),
            "nonce": text("Any text."),
            "encrypt": text("The encrypted word, in base64."),
        },
    });
    let fixed = [("EncryptedEvent", encrypted), ("EncryptedAnswer", answer)];
    let fixed = fixed.into_iter().filter_map(|(name, schema)| {
        let schema: Schema = serde_json::from_value(schema).ok()?;
        Some((name.to_owned(), RefOr::T(schema)))
    });
    let events = samples().into_iter().filter_map(|sample| {
        let name = sample.event.event_type();
        Some((schema_name(name), plain_text(name)?))
    });
    fixed.chain(events).collect()
}

/// `suite_ticket` as `SuiteTicketEvent`.
fn schema_name(event_type: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    let words: String = event_type.split('_').map(word).collect();
    words + "Event"
}

/// The schema of an event: that variant of the type that is sent.
fn plain_text(event_type: &str) -> Option<RefOr<Schema>> {
    let RefOr::T(Schema::OneOf(events)) = Event::schema() else {
        return None;
    };
    let is_it = |schema: &RefOr<Schema>| {
        let schema = serde_json::to_value(schema).unwrap_or_default();
        schema["properties"]["EventType"]["enum"][0] == event_type
    };
    events.items.into_iter().find(is_it)
}

/// The `webhooks` of the description.
pub fn webhooks() -> Paths {
    let mut webhooks = Paths::new();
    for sample in samples() {
        if let Ok(item) = serde_json::from_value(webhook(&sample)) {
            let name = sample.event.event_type().to_owned();
            webhooks.paths.insert(name, item);
        }
    }
    webhooks
}

fn webhook(
    Sample {
        event,
        when,
        answer,
    }: &Sample,
) -> Value {
    let name = event.event_type();
    let schema = serde_json::to_value(plain_text(name)).unwrap_or_default();
    let nothing = Map::new();
    let fields = schema["properties"].as_object().unwrap_or(&nothing);
    let rows = fields.iter().map(|(field, schema)| {
        let about = schema["description"].as_str().unwrap_or("What happened.");
        [format!("`{field}`"), about.to_owned()]
    });
    let example = serde_json::to_string_pretty(event).unwrap_or_default();
    let fields = table(["field", "is"], rows);
    let about = format!("{when}\n\n```json\n{example}\n```\n\n{fields}\n{ABOUT}{answer}");
    let parameter = |name: &str, about: &str| {
        json!({
            "name": name, "in": "query", "required": true, "description": about, "schema": { "type": "string" },
        })
    };
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    json!({
        "post": {
            "operationId": name,
            "summary": when,
            "description": about,
            "security": [],
            "parameters": [
                parameter("signature", "The signature."),
                parameter("msg_signature", "The same: some servers read it by this name."),
                parameter("timestamp", "Milliseconds since 1970."),
                parameter("nonce", "A random text."),
            ],
            "requestBody": {
                "required": true,
                "content": { "application/json": {
                    "schema": reference("EncryptedEvent"),
                    "example": { "encrypt": "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i0…" },
                } },
            },
            "x-plain-text": reference(&schema_name(name)),
            "responses": { "200": {
                "description": "The encrypted word.",
                "content": { "application/json": { "schema": reference("EncryptedAnswer") } },
            } },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_as_it_is_written_fits_its_schema() {
        for sample in samples() {
            let name = sample.event.event_type();
            let mut schema = serde_json::to_value(plain_text(name).unwrap()).unwrap();
            schema["additionalProperties"] = json!(false);
            let event = serde_json::to_value(&sample.event).unwrap();
            let fits = jsonschema::validate(&schema, &event);
            assert!(fits.is_ok(), "{fits:?}\n{schema}");
            assert_eq!(
                schema["properties"].as_object().unwrap().len(),
                event.as_object().unwrap().len()
            );
        }
    }
}
