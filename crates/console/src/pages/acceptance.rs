//! Acceptance: a vendor checks its suite and hands it in, operators judge it; defects that are found later.

mod checks;
mod defect;
mod defect_facts;
mod defects;
mod dialogs;
mod find;
mod frame;
mod judge;
mod own;
mod own_defects;
mod parts;
mod queue;
mod round;
mod round_defects;
mod self_check;
mod verdict;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;

use self::defect::DefectPage;
use self::defects::DefectsPage;
use self::find::FindDefectPage;
use self::judge::JudgePage;
pub use self::own::OwnAcceptancePage;
pub use self::own_defects::OwnDefectsPage;
use self::queue::AcceptancesPage;

/// Where the rounds of acceptance are.
pub const ACCEPTANCES: &str = "/console/acceptances";

/// Where the defects are that were found later.
pub const DEFECTS: &str = "/console/defects";

/// The addresses of acceptances at the operators' desk.
#[component(transparent)]
pub fn AcceptanceRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("acceptances") view=Outlet>
            <Route path=path!("") view=AcceptancesPage/>
            <Route path=path!(":id") view=JudgePage/>
        </ParentRoute>
    }
    .into_inner()
}

/// The addresses of defects at the operators' desk.
#[component(transparent)]
pub fn DefectRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("defects") view=Outlet>
            <Route path=path!("") view=DefectsPage/>
            <Route path=path!("new") view=FindDefectPage/>
            <Route path=path!(":id") view=DefectPage/>
        </ParentRoute>
    }
    .into_inner()
}
