//! Lists of the console: all are asked for and answered in one way.

use serde::{Deserialize, Serialize};

/// How a list is asked for. Each list has filters of its own besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct ListQuery {
    /// What is searched for; empty for everything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// The page that follows: `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The most rows, 1 to 200; 50 if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// The order: `newest` (if nothing is said) or `oldest`; of links also `scans` and `starts`, the most first. Redeemed serials
    /// are in the order in which they were redeemed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Only rows in this state: one of the list's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in the order that was asked for.
    pub rows: Vec<T>,
    /// What the next page is asked for with, as `after`; none where there is no more.
    pub next: Option<String>,
    /// How many rows all pages have; none where counting them would take long.
    pub total: Option<u64>,
}

/// The schema of a page: named after its rows, which a derived one isn't.
#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::SchemaType;
    use utoipa::openapi::{ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema, Type};
    use utoipa::{PartialSchema, ToSchema};

    use super::Page;

    impl<T: ToSchema> PartialSchema for Page<T> {
        fn schema() -> RefOr<Schema> {
            let or_null = |of| SchemaType::from_iter([of, Type::Null]);
            let rows = ArrayBuilder::new()
                .items(Ref::from_schema_name(T::name()))
                .description(Some("The rows, in the order that was asked for."));
            let next = ObjectBuilder::new()
                .schema_type(or_null(Type::String))
                .description(Some(
                    "What the next page is asked for with, as `after`; none where there is no more.",
                ));
            let total = ObjectBuilder::new()
                .schema_type(or_null(Type::Integer))
                .description(Some(
                    "How many rows all pages have; none where counting them would take long.",
                ));
            ObjectBuilder::new()
                .property("rows", rows)
                .required("rows")
                .property("next", next)
                .property("total", total)
                .into()
        }
    }

    impl<T: ToSchema> ToSchema for Page<T> {
        fn name() -> Cow<'static, str> {
            Cow::Owned(format!("PageOf{}", T::name()))
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        }
    }
}
