//! The teams that the person is invited to. Each row is a form of its own, so that several are answered at once.

use api::path::{INVITED, of_invited};
use api::problem::Code;
use api::team::{AnswerInvited, AnsweredInvited, Invited};
use leptos::prelude::*;
use ui::component::Avatar;
use ui::text::team as text;

use crate::api::Request;
use crate::browser::page;
use crate::components::{ErrorText, Sheet, SheetHandle};
use crate::form::Form;
use crate::workbench::state::{page_of, use_team};

/// The list; nothing without an invitation.
#[component]
pub fn Invitations() -> impl IntoView {
    let team = use_team();
    let declining = RwSignal::new(None::<Invited>);
    let found = Memo::new(move |_| {
        team.home
            .with(|home| home.as_ref().map(|home| home.invitations.clone()))
            .unwrap_or_default()
    });
    let some = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let list = move || {
        view! {
            <ul class="card" id="invitations" aria-label=move || team.t().invitations>
                <For
                    each=move || found.get()
                    key=|invited| invited.id
                    children=move |invited| view! { <Row invited declining/> }
                />
            </ul>
        }
    };
    view! {
        {move || some.get().then(list)}
        {move || declining.get().map(|invited| view! { <DeclineSheet invited declining/> })}
    }
}

#[component]
fn Row(invited: Invited, declining: RwSignal<Option<Invited>>) -> impl IntoView {
    let team = use_team();
    // An accepted row waits for the team to come.
    let accepted = RwSignal::new(false);
    let form = Form::new(move |answered: AnsweredInvited| {
        // Who has left the page meanwhile stays where they are.
        if accepted.try_set(true).is_none() {
            team.navigate.go(&page_of("", answered.corpid.as_deref()));
        }
        team.reload();
    });
    let pending = form.pending();
    let busy = Memo::new(move |_| pending.get() || accepted.get());
    on_cleanup(|| queue_microtask(|| page::focus_if_lost("h1")));
    let invited = StoredValue::new(invited);
    let accept = move |_| {
        if !busy.get_untracked() {
            form.submit(answer(&invited.get_value(), true));
        }
    };
    let decline = move |_| {
        if !busy.get_untracked() {
            declining.set(Some(invited.get_value()));
        }
    };
    move || {
        let t = team.t();
        let Invited { team: name, by, .. } = invited.get_value();
        let label = move || match (busy.get(), team.offline.get()) {
            (true, true) => t.waiting,
            (true, false) => t.working,
            (false, _) => t.accept,
        };
        let of_team = format!(" {name}");
        view! {
            <li class="invited">
                <div class="row">
                    <Avatar name=name.clone()/>
                    <span class="what">{text::invites_to(team.lang.get(), &by, &name)}</span>
                </div>
                <div class="buttons">
                    <button
                        class="small-button plain"
                        type="button"
                        aria-disabled=move || busy.get().to_string()
                        on:click=decline
                    >
                        {t.decline}
                        <span class="unseen">{of_team.clone()}</span>
                    </button>
                    <button
                        class="small-button"
                        type="button"
                        aria-busy=move || busy.get().to_string()
                        aria-disabled=move || busy.get().to_string()
                        on:click=accept
                    >
                        {move || label()}
                        <span class="unseen">{of_team}</span>
                    </button>
                </div>
                <ErrorText form/>
            </li>
        }
    }
}

/// Asks once more: nobody gets the invitation back.
#[component]
fn DeclineSheet(invited: Invited, declining: RwSignal<Option<Invited>>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let handle = SheetHandle::new();
    let done = move || {
        handle.close();
        team.reload();
    };
    let form = Form::new(move |_: AnsweredInvited| done()).with_error_handler(move |problem| {
        let is_gone = problem.code == Code::InvitationGone;
        if is_gone {
            done();
        }
        is_gone
    });
    let title = text::decline_title(team.lang.get(), &invited.team);
    let request = StoredValue::new(answer(&invited, false));
    view! {
        <Sheet
            handle
            form
            title
            action=t.decline
            danger=true
            on_submit=Callback::new(move |()| form.submit(request.get_value()))
            on_close=Callback::new(move |()| declining.set(None))
        >
            <p class="second">{t.decline_invitation}</p>
            <ErrorText form/>
        </Sheet>
    }
}

fn answer(invited: &Invited, accept: bool) -> Request {
    Request::post(of_invited(INVITED, invited.id), &AnswerInvited { accept })
}
