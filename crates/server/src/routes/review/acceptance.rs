//! Acceptance: vendors' self-checks, operators' rounds, defects that are found later, roads.

mod defects;
mod judge;
mod letters;
mod own;
mod own_defects;
mod present;
mod road;

use api::console::acceptance_path as path;
use utoipa::openapi::HttpMethod;

use crate::endpoint::Endpoint;

/// The most bytes of a self-check, whose remarks may be long.
const CHECKS: usize = 64 * 1024;

/// Every route.
pub fn endpoints() -> Vec<Endpoint> {
    use HttpMethod::{Delete, Get, Post, Put};
    vec![
        Endpoint::new(Get, path::ROAD, road::own),
        Endpoint::new(Get, path::ACCEPTANCE, own::show),
        Endpoint::new(Put, path::ACCEPTANCE, own::save).taking(CHECKS),
        Endpoint::new(Post, path::ACCEPTANCE_SUBMISSION, own::submit),
        Endpoint::new(Delete, path::ACCEPTANCE_SUBMISSION, own::take_back),
        Endpoint::new(Get, path::DEFECTS, own_defects::list),
        Endpoint::new(Put, path::DEFECT_PLAN, own_defects::plan),
        Endpoint::new(Post, path::DEFECT_MENDED, own_defects::mended),
        Endpoint::new(Get, path::ACCEPTANCES, judge::queue),
        Endpoint::new(Get, path::ONE_ACCEPTANCE, judge::show),
        Endpoint::new(Put, path::QUALITY, judge::quality),
        Endpoint::new(Put, path::SECURITY, judge::security),
        Endpoint::new(Post, path::ROUND_DEFECTS, judge::record_defect),
        Endpoint::new(Delete, path::ROUND_DEFECT, judge::remove_defect),
        Endpoint::new(Post, path::VERDICT, judge::decide),
        Endpoint::new(Get, path::DESK_ROAD, road::desk),
        Endpoint::new(Get, path::DESK_DEFECTS, defects::list),
        Endpoint::new(Post, path::DESK_DEFECTS, defects::find),
        Endpoint::new(Get, path::DESK_DEFECT, defects::show),
        Endpoint::new(Post, path::DEFECT_CLOSING, defects::close),
        Endpoint::new(Post, path::DEFECT_RETURN, defects::return_it),
    ]
}
