//! The description of our own API: every route of its table, as the phone's pages use it.

use api::path;
use api::problem::{Code, MEDIA_TYPE, Problem, ProofNeeded};
use api::route::{self, Needs, Route};
use domain::account;
use domain::role::Role;
use domain::word::{Word, Words};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::AnyOfBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{
    HttpMethod, Object, ObjectBuilder, OpenApi, Paths, Ref, RefOr, Required, ResponseBuilder,
    Schema, SecurityRequirement, Type,
};
use utoipa::{PartialSchema, ToSchema};

use super::{Document, Schemas, components, examples, info, json_content, servers, table};
use crate::endpoint::{Endpoint, Signature};
use crate::extract::account::console_cookie_name;
use crate::extract::cookie_name;
use crate::routes::endpoints;
use crate::state::Settings;

const ABOUT: &str = "\
The API of our own pages: the steps from a scanned code to the start, and the team's workbench. It may change with the pages; \
vendors' servers call the open API instead (`/openapi.json`).

A signed-in browser has a cookie, which `POST /api/session` sets; the console has another, which `POST /api/console/session` sets. A step of an onboarding answers with the onboarding as it \
stands afterwards, and happens once, however often it is asked for. An error is a problem of RFC 9457, whose `code` is stable: the schema `Code` lists them.";

const SESSION: &str = "session";
const CONSOLE: &str = "console";

/// The whole description.
pub fn document(settings: &Settings) -> Document {
    let mut schemas = Schemas::new();
    for (name, schema) in [
        (Problem::name(), Problem::schema()),
        (ProofNeeded::name(), ProofNeeded::schema()),
    ] {
        schemas.push((name.into_owned(), schema));
    }
    Problem::schemas(&mut schemas);
    ProofNeeded::schemas(&mut schemas);
    let mut paths = Paths::new();
    for endpoint in endpoints() {
        let Ok(route) = route::find(method(&endpoint.method), endpoint.path) else {
            continue;
        };
        let mut signature = (endpoint.signature)();
        schemas.append(&mut signature.schemas);
        let operation = operation(route, signature);
        let Endpoint { method, path, .. } = endpoint;
        paths.add_path_operation(path, vec![method], operation);
    }
    let mut document = OpenApi::new(info("Quick Deploy: the pages' API", ABOUT), paths);
    document.servers = Some(servers(settings).into());
    let mut components = components(schemas);
    let cookie = ApiKeyValue::with_description(
        cookie_name(settings),
        "The session's cookie: 30 days. A browser that is signed in here sends it by itself.",
    );
    components.schemas.insert("Code".to_owned(), codes());
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let cookie = ApiKeyValue::with_description(
        console_cookie_name(settings),
        "The console's cookie. A browser that is signed in to the console sends it by itself.",
    );
    components.add_security_scheme(CONSOLE, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    document.components = Some(components);
    Document {
        document,
        webhooks: None,
    }
}

/// The codes of problems, each with its status and its meaning.
fn codes() -> RefOr<Schema> {
    let rows = Code::ALL.iter().map(|code| {
        let status = code.status().to_string();
        [code.word().into_owned(), status, code.meaning().to_owned()]
    });
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(Code::WORDS.iter().copied()))
        .description(Some(table(["code", "status", "when"], rows)))
        .into()
}

/// The method as the table has it.
fn method(method: &HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Delete => "DELETE",
        HttpMethod::Options => "OPTIONS",
        HttpMethod::Head => "HEAD",
        HttpMethod::Patch => "PATCH",
        HttpMethod::Trace => "TRACE",
    }
}

fn operation(route: &Route, signature: Signature) -> OperationBuilder {
    let mut parameters = path_parameters(route.path);
    parameters.extend(signature.query.iter().cloned());
    let operation = OperationBuilder::new()
        .operation_id(Some(operation_id(route)))
        .summary(Some(route.what))
        .description(Some(needs(route.needs)))
        .tag(tag(route.path))
        .parameters(Some(parameters))
        .request_body(body(route, &signature));
    let operation = match route.needs {
        Needs::Nothing => operation.securities(Some([])),
        Needs::SignIn | Needs::Right(_) => {
            operation.security(SecurityRequirement::new(SESSION, [""; 0]))
        }
        Needs::FirstFactor | Needs::Account | Needs::May(_) => {
            operation.security(SecurityRequirement::new(CONSOLE, [""; 0]))
        }
    };
    let (status, good) = good(&signature);
    let operation = operation.response(status, good);
    let operation = match route.path {
        path::CODES => operation.response("429", proof_needed()),
        _ => operation,
    };
    operation.response(
        "default",
        problem("What went wrong.", reference::<Problem>()),
    )
}

/// `post_onboardings_link_team`.
fn operation_id(route: &Route) -> String {
    let path = route.path.trim_start_matches("/api/");
    let path = path.replace(['{', '}'], "").replace(['/', '-'], "_");
    format!("{}_{path}", route.method.to_lowercase())
}

fn needs(needs: Needs) -> String {
    match needs {
        Needs::Nothing => "Nobody needs to be signed in.".to_owned(),
        Needs::SignIn => "For somebody who is signed in.".to_owned(),
        Needs::FirstFactor => {
            "For somebody who is signed in to the console, also before an operator has set up the second factor.".to_owned()
        }
        Needs::Account => "For somebody who is signed in to the console.".to_owned(),
        Needs::May(act) => {
            let roles = account::Role::ALL.into_iter().filter(|role| role.may(act));
            let roles: Vec<_> = roles.map(|role| role.word()).collect();
            format!(
                "For accounts of the console with one of the roles {}.",
                roles.join(", ")
            )
        }
        Needs::Right(act) => {
            let least = Role::ALL.into_iter().find(|role| role.may(act));
            match least {
                Some(Role::Member) | None => "For members of the team.",
                Some(Role::Admin) => "For admins of the team, and its owner.",
                Some(Role::Owner) => "For the owner of the team.",
            }
            .to_owned()
        }
    }
}

fn tag(path: &str) -> &'static str {
    match path.trim_start_matches("/api/").split('/').next() {
        Some("codes" | "session") => "Signing in",
        Some("links" | "onboardings") => "Onboarding",
        Some("invites" | "invitations") => "Invitations",
        Some("workbench" | "notices" | "account") => "Workbench",
        Some("client-errors") => "Pages",
        Some("console") => "Console",
        _ if path.contains("/suites") => "Suites of a team",
        _ => "Team",
    }
}

fn path_parameters(path: &str) -> Vec<Parameter> {
    let names = path.split('/').filter_map(|part| {
        let name = part.strip_prefix('{')?;
        name.strip_suffix('}')
    });
    let parameter = |name| {
        let (about, of) = match name {
            "link" => ("The deploy link's token.", Type::String),
            "corpid" => ("The team's id.", Type::String),
            "suite" => ("The suite's key.", Type::String),
            "serial" => ("The serial, as people read it.", Type::String),
            "file" => ("The file's name.", Type::String),
            "code" => ("The invite's code.", Type::String),
            "place" => ("Which of the vendor's own tasks, from 0.", Type::Integer),
            _ => ("Its id.", Type::Integer),
        };
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(about))
            .schema(Some(Object::with_type(of)))
            .build()
    };
    names.map(parameter).collect()
}

fn body(route: &Route, signature: &Signature) -> Option<RequestBody> {
    let schema = signature.body.clone()?;
    let content = json_content(schema, examples::request(route));
    let body = RequestBodyBuilder::new()
        .required(Some(Required::True))
        .content("application/json", content);
    Some(body.build())
}

/// The status and the answer of what went well.
fn good(signature: &Signature) -> (&'static str, ResponseBuilder) {
    let response = ResponseBuilder::new();
    let (status, response) = match &signature.answer {
        Some(schema) => {
            let content = json_content(schema.clone(), None);
            let response = response.description("It went well.");
            ("200", response.content("application/json", content))
        }
        None if signature.answers_file => {
            let bytes = ObjectBuilder::new().schema_type(Type::String);
            let content = json_content(Schema::from(bytes), None);
            let response = response.description("A file.");
            ("200", response.content("*/*", content))
        }
        None => ("204", response.description("It is done.")),
    };
    match signature.sets_cookie {
        true => {
            let text = ObjectBuilder::new().schema_type(Type::String);
            let cookie = HeaderBuilder::new()
                .schema(Some(text))
                .description(Some("The session's cookie, or its end."));
            (status, response.header("set-cookie", cookie.build()))
        }
        false => (status, response),
    }
}

fn problem(about: &str, schema: impl Into<RefOr<Schema>>) -> ResponseBuilder {
    ResponseBuilder::new()
        .description(about)
        .content(MEDIA_TYPE, json_content(schema, None))
}

fn proof_needed() -> ResponseBuilder {
    let either = AnyOfBuilder::new()
        .item(reference::<ProofNeeded>())
        .item(reference::<Problem>());
    problem(
        "Too fast, or `proof_needed`: the same request again with a proof of work sends a code.",
        Schema::from(either),
    )
}

fn reference<T: ToSchema>() -> RefOr<Schema> {
    Ref::from_schema_name(T::name()).into()
}
