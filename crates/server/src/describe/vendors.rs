//! The open API's description: every call of its table (open API 2), and every event that vendors' servers receive (open API 3).

use serde_json::{Map, Value};
use utoipa::openapi::path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    AllOfBuilder, ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, OpenApi, Paths, Ref, RefOr,
    Required, ResponseBuilder, Schema, SecurityRequirement, Type,
};

use super::{Document, Schemas, components, events, examples, info, json_content, servers, table};
use crate::endpoint::{Endpoint, Signature};
use crate::open_api::call::{self, Call, Token};
use crate::open_api::endpoints;
use crate::open_api::param::{Kind, Param};
use crate::state::Settings;

const ABOUT: &str = "\
The API that vendors' servers call, and the callbacks that they receive.

Every call is answered with HTTP status 200 and JSON: `errcode` 0 means that it went well, any other that it didn't, and \
`errmsg` says why. Calls are read leniently: unknown fields are ignored, `null` and an empty text count as missing, a number may \
be a text and a text a number, and whatever `Content-Type` says, a body is read as JSON.

**Tokens.** `get_suite_token` takes the suite's key, its secret and the last `suite_ticket` that was pushed to the callback URL, \
and answers a token that is good for two hours. Most calls carry it as `suite_access_token`. `get_corp_token` answers a team's \
`access_token`, with which the data within the scope is read. Earlier tokens stay good. On 40014 and 42001 get a new token and \
call again.

**From a customer's consent to the active suite.** We push `tmp_auth_code`; you swap its `AuthCode` by `get_permanent_code`, read \
`get_auth_info`, and call `activate_suite`. All of it should take less than three seconds: the customer waits.

**Callbacks** are encrypted: see *Webhooks*.";

/// What every answer to a good call has.
const SUCCEEDED: &str = "Succeeded";

const OF_SUITES: &str = "Suites and authorizations";
const OF_TEAMS: &str = "A team's data";

/// The whole description.
pub fn document(settings: &Settings) -> Document {
    let mut schemas: Schemas = vec![(SUCCEEDED.to_owned(), succeeded())];
    let mut paths = Paths::new();
    for endpoint in endpoints() {
        let Some(call) = call::find(endpoint.path) else {
            continue;
        };
        let mut signature = (endpoint.signature)();
        let operation = operation(call, &signature);
        if !is_empty(&signature) {
            schemas.append(&mut signature.schemas);
        }
        let Endpoint { method, path, .. } = endpoint;
        paths.add_path_operation(path, vec![method], operation);
    }
    schemas.extend(events::schemas());
    let mut document = OpenApi::new(info("Quick Deploy: open API", ABOUT), paths);
    document.servers = Some(servers(settings).into());
    let mut components = components(schemas);
    for token in [Token::Suite, Token::Corp] {
        if let (Some(name), Some(scheme)) = (token.name(), scheme(token)) {
            components.add_security_scheme(name, scheme);
        }
    }
    document.components = Some(components);
    let tag = |name, about| {
        TagBuilder::new()
            .name(name)
            .description(Some(about))
            .build()
    };
    document.tags = Some(vec![
        tag(OF_SUITES, "With a suite's token."),
        tag(
            OF_TEAMS,
            "With a team's token, within the scope that the customer has set.",
        ),
    ]);
    Document {
        document,
        webhooks: Some(events::webhooks()),
    }
}

fn scheme(token: Token) -> Option<SecurityScheme> {
    let from = match token {
        Token::None => return None,
        Token::Suite => "A suite's token, from `get_suite_token`.",
        Token::Corp => "A team's token, from `get_corp_token`.",
    };
    let key = ApiKeyValue::with_description(token.name()?, from);
    Some(SecurityScheme::ApiKey(ApiKey::Query(key)))
}

fn operation(call: &Call, signature: &Signature) -> OperationBuilder {
    let id = call.path.trim_start_matches("/service/");
    let id = id.trim_start_matches('/').replace('/', "_");
    let operation = OperationBuilder::new()
        .operation_id(Some(id))
        .summary(Some(call.what))
        .description(Some(description(call)))
        .tag(match call.token {
            Token::Corp => OF_TEAMS,
            Token::None | Token::Suite => OF_SUITES,
        })
        .response("200", answer(call, signature));
    let operation = match call.token.name() {
        Some(name) => operation.security(SecurityRequirement::new(name, [""; 0])),
        None => operation.securities(Some([])),
    };
    match call.method {
        "GET" => operation.parameters(Some(parameters(call))),
        _ => operation.request_body(Some(body(call))),
    }
}

fn description(call: &Call) -> &'static str {
    match call.token {
        Token::None => "Carries no token.",
        Token::Suite => "Carries a suite's token in its query.",
        Token::Corp => "Carries a team's token in its query.",
    }
}

fn params(call: &Call) -> impl Iterator<Item = (Param, Required)> {
    let required = call.required.iter().map(|param| (*param, Required::True));
    let optional = call.optional.iter().map(|param| (*param, Required::False));
    required.chain(optional)
}

fn param_schema(param: Param) -> Schema {
    let (about, example) = (param.meaning(), examples::param(param));
    match param.kind() {
        Kind::Text => ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(about))
            .examples([example])
            .into(),
        Kind::Integer => ObjectBuilder::new()
            .schema_type(Type::Integer)
            .description(Some(about))
            .examples([example])
            .into(),
        Kind::Texts => ArrayBuilder::new()
            .items(Object::with_type(Type::String))
            .description(Some(about))
            .examples([example])
            .into(),
    }
}

fn parameters(call: &Call) -> Vec<Parameter> {
    let parameter = |(param, required): (Param, Required)| {
        ParameterBuilder::new()
            .name(param.name())
            .parameter_in(ParameterIn::Query)
            .required(required)
            .description(Some(param.meaning()))
            .schema(Some(param_schema(param)))
            .build()
    };
    params(call).map(parameter).collect()
}

fn body(call: &Call) -> RequestBody {
    let (mut object, mut example) = (ObjectBuilder::new(), Map::new());
    for (param, required) in params(call) {
        object = object.property(param.name(), param_schema(param));
        if matches!(required, Required::True) {
            object = object.required(param.name());
        }
        example.insert(param.name().to_owned(), examples::param(param));
    }
    let content = json_content(Schema::from(object), Some(example.into()));
    RequestBodyBuilder::new()
        .required(Some(Required::True))
        .content("application/json", content)
        .build()
}

/// What a good call and a bad one are answered.
fn answer(call: &Call, signature: &Signature) -> ResponseBuilder {
    let outcome = RefOr::Ref(Ref::from_schema_name(SUCCEEDED));
    let good: RefOr<Schema> = match &signature.answer {
        Some(fields) if !is_empty(signature) => AllOfBuilder::new()
            .item(outcome)
            .item(fields.clone())
            .into(),
        _ => outcome,
    };
    let codes = call.errors();
    let bad = ObjectBuilder::new()
        .description(Some("What went wrong."))
        .property(
            "errcode",
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .enum_values(Some(codes.iter().map(|code| code.code()))),
        )
        .property("errmsg", Object::with_type(Type::String))
        .required("errcode")
        .required("errmsg");
    let either = OneOfBuilder::new().item(good).item(Schema::from(bad));
    let content = json_content(Schema::from(either), Some(examples::answer(call.path)));
    let rows = codes.iter().map(|code| {
        let number = code.code().to_string();
        [number, code.meaning().to_owned()]
    });
    let errors = table(["errcode", "when"], rows);
    ResponseBuilder::new()
        .description(format!(
            "The outcome, good (`errcode` 0) or bad:\n\n{errors}"
        ))
        .content("application/json", content)
}

/// Whether it answers nothing but the outcome.
fn is_empty(signature: &Signature) -> bool {
    matches!(
        signature.schemas.first(),
        Some((_, RefOr::T(Schema::Object(object)))) if object.properties.is_empty()
    )
}

fn succeeded() -> RefOr<Schema> {
    let one = |value: Value, of| {
        ObjectBuilder::new()
            .schema_type(of)
            .enum_values(Some([value]))
    };
    ObjectBuilder::new()
        .description(Some("The call went well."))
        .property("errcode", one(0.into(), Type::Integer))
        .property("errmsg", one("ok".into(), Type::String))
        .required("errcode")
        .required("errmsg")
        .into()
}
