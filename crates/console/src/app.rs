//! The router, and what stands around every page.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::components::toasts::Toasts;
use crate::pages::NotFoundPage;
use crate::pages::acceptance::{AcceptanceRoutes, DefectRoutes};
use crate::pages::account::AccountPage;
use crate::pages::application::Editors;
use crate::pages::audit::AuditPage;
use crate::pages::desk::{
    AllSuitesPage, ApplicationPage, CodesPage, ComplaintPage, ComplaintsPage, QueuePage, Typed,
    VendorsPage,
};
use crate::pages::entrance::Entrance;
use crate::pages::entrance::confirm::ConfirmPage;
use crate::pages::entrance::forgotten::ForgottenPage;
use crate::pages::entrance::invitation::InvitationPage;
use crate::pages::entrance::reset::ResetPage;
use crate::pages::entrance::sign_in::SignInPage;
use crate::pages::entrance::sign_up::SignUpPage;
use crate::pages::factor::FactorPage;
use crate::pages::home::HomePage;
use crate::pages::shell::Shell;
use crate::pages::suites::{NewSuitePage, SuiteRoutes, SuitesPage};
use crate::pages::team::{MembersPage, OperatorsPage};
use crate::pages::vendor::VendorPage;
use crate::session::{Session, use_texts};
use crate::text::common;

/// The whole console.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    provide_context(Editors::new(session));
    provide_context(Typed::default());
    session.look();
    let t = use_texts(common::of);
    let offline = move || {
        session.offline.get().then(|| {
            view! {
                <p class="banner" role="status">
                    {t().offline}
                </p>
            }
        })
    };
    view! {
        {offline}
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/console") view=Entrance>
                    <Route path=path!("sign-in") view=SignInPage/>
                    <Route path=path!("sign-up") view=SignUpPage/>
                    <Route path=path!("confirm") view=ConfirmPage/>
                    <Route path=path!("forgotten") view=ForgottenPage/>
                    <Route path=path!("reset") view=ResetPage/>
                    <Route path=path!("invitation") view=InvitationPage/>
                </ParentRoute>
                <ParentRoute path=path!("/console") view=Shell>
                    <Route path=path!("") view=HomePage/>
                    <Route path=path!("account") view=AccountPage/>
                    <Route path=path!("account/second-factor") view=FactorPage/>
                    <Route path=path!("vendor") view=VendorPage/>
                    <Route path=path!("members") view=MembersPage/>
                    <Route path=path!("operators") view=OperatorsPage/>
                    <Route path=path!("audit") view=AuditPage/>
                    <Route path=path!("suites") view=SuitesPage/>
                    <Route path=path!("suites/new") view=NewSuitePage/>
                    <AcceptanceRoutes/>
                    <DefectRoutes/>
                    <SuiteRoutes/>
                    <Route path=path!("applications") view=QueuePage/>
                    <Route path=path!("applications/:id") view=ApplicationPage/>
                    <Route path=path!("all-suites") view=AllSuitesPage/>
                    <Route path=path!("vendors") view=VendorsPage/>
                    <Route path=path!("invite-codes") view=CodesPage/>
                    <Route path=path!("complaints") view=ComplaintsPage/>
                    <Route path=path!("complaints/:id") view=ComplaintPage/>
                    <Route path=path!("*rest") view=NotFoundPage/>
                </ParentRoute>
            </Routes>
        </Router>
        <Toasts/>
    }
}
