//! One's account: name, password, second factor, sessions.

mod factor;
mod sessions;

use api::console::account::{ChangeMe, ChangePassword};
use api::console::path;
use leptos::prelude::*;

use self::factor::FactorCard;
use self::sessions::SessionsCard;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{FormError, PasswordField, TextField};
use crate::components::page::Page;
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{account, common};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let t = use_texts(account::of);
    view! {
        <Page title=move || t().title detail=move || t().detail>
            <div class="cards">
                <div class="stack">
                    <ProfileCard/>
                    <FactorCard/>
                </div>
                <PasswordCard/>
                <SessionsCard/>
            </div>
        </Page>
    }
}

#[component]
fn ProfileCard() -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(account::of));
    let me = untrack(|| session.me());
    let (own_name, email, role) = match me {
        Some(me) => (me.name, me.email, Some(me.role)),
        None => Default::default(),
    };
    let name = RwSignal::new(own_name);
    let form = Form::new("profile", move |()| {
        session.update_me(|me| me.name = name.get_untracked().trim().to_owned());
        session.say(c().saved);
    });
    let submit = Callback::new(move |()| {
        let name = name.get_untracked();
        form.submit(Request::put(path::ME, &ChangeMe { name }));
    });
    let role = move || role.map(|role| common::role(session.lang.get(), role));
    view! {
        <Card title=move || t().profile>
            <FormView form on_submit=submit>
                <dl class="facts">
                    <div>
                        <dt>{move || c().email}</dt>
                        <dd class="typed">{email}</dd>
                    </div>
                    <div>
                        <dt>{move || c().role}</dt>
                        <dd>{role}</dd>
                    </div>
                </dl>
                <TextField form name="name" label=move || c().name value=name autocomplete="name"/>
                <FormError form/>
                <Submit form label=move || c().save/>
            </FormView>
        </Card>
    }
}

#[component]
fn PasswordCard() -> impl IntoView {
    let session = use_session();
    let t = use_texts(account::of);
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new("password", move |()| {
        old.set(String::new());
        new.set(String::new());
        session.say(t().password_changed);
        session.epoch.update(|epoch| *epoch += 1);
    });
    let submit = Callback::new(move |()| {
        let request = ChangePassword {
            old: old.get_untracked(),
            new: new.get_untracked(),
        };
        form.submit(Request::put(path::PASSWORD, &request));
    });
    view! {
        <Card title=move || t().password detail=move || t().password_detail>
            <FormView form on_submit=submit>
                <PasswordField form name="old" label=move || t().old_password value=old/>
                <PasswordField form name="new" label=move || t().new_password value=new new=true/>
                <FormError form/>
                <Submit form label=move || t().change_password/>
            </FormView>
        </Card>
    }
}
