//! A route with its handler, and what the handler's type says: what it takes and what it answers. The router and the
//! descriptions of the APIs are made from the same endpoints.

use std::future::Future;

use api::request::ClientError;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, any, on};
use axum_extra::extract::CookieJar;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::{HttpMethod, Ref, RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiResult;
use crate::extract::account::{Acting, PageLang, SignedIn, UserAgent};
use crate::extract::{Address, Body, ClientInfo, Path, Query, Signed, Step, TeamMember, Visitor};
use crate::open_api::errcode::OpenApiResult;
use crate::state::AppState;

/// A route with its handler.
pub struct Endpoint {
    /// The method.
    pub method: HttpMethod,
    /// The path.
    pub path: &'static str,
    /// The handler.
    pub handler: MethodRouter<AppState>,
    /// What the handler takes and answers.
    pub signature: fn() -> Signature,
}

impl Endpoint {
    /// A route of one method.
    pub fn new<H, T, D>(method: HttpMethod, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState> + Described<D>,
        T: 'static,
    {
        let filter = match method {
            HttpMethod::Get => MethodFilter::GET,
            HttpMethod::Post => MethodFilter::POST,
            HttpMethod::Put => MethodFilter::PUT,
            HttpMethod::Delete => MethodFilter::DELETE,
            HttpMethod::Options => MethodFilter::OPTIONS,
            HttpMethod::Head => MethodFilter::HEAD,
            HttpMethod::Patch => MethodFilter::PATCH,
            HttpMethod::Trace => MethodFilter::TRACE,
        };
        Self {
            method,
            path,
            handler: on(filter, handler),
            signature: H::signature,
        }
    }

    /// The same route for bodies of up to so many bytes.
    pub fn taking(self, bytes: usize) -> Self {
        Self {
            handler: self.handler.layer(DefaultBodyLimit::max(bytes)),
            ..self
        }
    }

    /// A route that is described with one method, and whose handler answers every method.
    pub fn of_any_method<H, T, D>(method: HttpMethod, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState> + Described<D>,
        T: 'static,
    {
        Self {
            method,
            path,
            handler: any(handler),
            signature: H::signature,
        }
    }
}

/// What a handler takes and answers.
#[derive(Default)]
pub struct Signature {
    /// The query's parameters.
    pub query: Vec<Parameter>,
    /// The JSON body that it takes.
    pub body: Option<RefOr<Schema>>,
    /// The JSON that it answers; without it, nothing with status 204.
    pub answer: Option<RefOr<Schema>>,
    /// Whether it answers a file.
    pub answers_file: bool,
    /// Whether it sets the session's cookie, or removes it.
    pub sets_cookie: bool,
    /// The schemas that it refers to, by their names.
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

impl Signature {
    fn refer<T: ToSchema>(&mut self) -> RefOr<Schema> {
        self.schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(&mut self.schemas);
        Ref::from_schema_name(T::name()).into()
    }
}

/// A handler that can be described.
pub trait Described<Args> {
    /// What it takes and answers.
    fn signature() -> Signature;
}

/// An argument of a handler.
pub trait Takes {
    /// Adds what it takes of the request. Path parameters are told by the path.
    fn describe(_: &mut Signature) {}
}

/// The result of a handler.
pub trait Answers {
    /// Adds what it answers.
    fn describe(signature: &mut Signature);
}

macro_rules! described {
    ($($arg:ident),*) => {
        impl<F, Fut, Out, $($arg),*> Described<(Out, $($arg,)*)> for F
        where
            F: Fn($($arg),*) -> Fut,
            Fut: Future<Output = Out>,
            Out: Answers,
            $($arg: Takes),*
        {
            fn signature() -> Signature {
                let mut signature = Signature::default();
                $($arg::describe(&mut signature);)*
                Out::describe(&mut signature);
                signature
            }
        }
    };
}

described!(A);
described!(A, B);
described!(A, B, C);
described!(A, B, C, D);
described!(A, B, C, D, E);
described!(A, B, C, D, E, G);

macro_rules! take_nothing {
    ($($extractor:ty),+) => { $(impl Takes for $extractor {})+ };
}

take_nothing!(State<AppState>, CookieJar, HeaderMap, Address, ClientInfo);
take_nothing!(Visitor, Signed, TeamMember, Step);
take_nothing!(Acting, SignedIn, PageLang, UserAgent);
take_nothing!((Address, HeaderMap, Uri));

impl<T> Takes for Path<T> {}

impl<T: IntoParams> Takes for Query<T> {
    fn describe(signature: &mut Signature) {
        let parameters = T::into_params(|| Some(ParameterIn::Query));
        signature.query.extend(parameters);
    }
}

impl<T: ToSchema> Takes for Body<T> {
    fn describe(signature: &mut Signature) {
        signature.body = Some(signature.refer::<T>());
    }
}

/// Only a page's error report is read from bytes.
impl Takes for Result<Bytes, BytesRejection> {
    fn describe(signature: &mut Signature) {
        signature.body = Some(signature.refer::<ClientError>());
    }
}

impl<T: Answers> Answers for ApiResult<T> {
    fn describe(signature: &mut Signature) {
        T::describe(signature);
    }
}

impl<T: Answers> Answers for (CookieJar, T) {
    fn describe(signature: &mut Signature) {
        signature.sets_cookie = true;
        T::describe(signature);
    }
}

impl<T: ToSchema> Answers for Json<T> {
    fn describe(signature: &mut Signature) {
        signature.answer = Some(signature.refer::<T>());
    }
}

/// A file.
impl Answers for Response {
    fn describe(signature: &mut Signature) {
        signature.answers_file = true;
    }
}

/// Always 204.
impl Answers for StatusCode {
    fn describe(_: &mut Signature) {}
}

impl<T: ToSchema> Answers for OpenApiResult<T> {
    fn describe(signature: &mut Signature) {
        signature.answer = Some(signature.refer::<T>());
    }
}
