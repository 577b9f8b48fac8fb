"""The bar of a draft's states and the buttons beside it: exactly what the rules allow this person."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.accounts.models import User
from dondoc.drafting import rules
from dondoc.drafting.choices import State
from dondoc.drafting.models import OutgoingDraft

# Where the states beside the way stand on it.
_STANDS_AT = {State.RETURNED: State.DRAFTING, State.RECALLED: State.ISSUED}


@dataclass(frozen=True, slots=True)
class Deed:
    """How a verb looks: what its button says, its address' last part, whether it is the step that leads on."""

    label: str | Promise
    icon: str
    name: str
    leads_on: bool = False


DEEDS: dict[rules.Verb, Deed] = {
    "change": Deed(_("Sửa"), "pencil", ""),
    "submit": Deed(_("Trình"), "send", "trinh", leads_on=True),
    "take_back": Deed(_("Rút lại"), "arrow-back-up", "rut-lai"),
    "return": Deed(_("Trả lại"), "arrow-back-up", "tra-lai"),
    "approve": Deed(_("Duyệt"), "check", "duyet", leads_on=True),
    "number": Deed(_("Cấp số"), "notebook", "cap-so", leads_on=True),
    "sign": Deed(_("Ký"), "signature", "ky", leads_on=True),
    "issue": Deed(_("Phát hành"), "send", "phat-hanh", leads_on=True),
    "recall": Deed(_("Thu hồi"), "ban", "thu-hoi"),
    "discard": Deed(_("Bỏ dự thảo"), "trash", "bo"),
}
# On a phone the first few are within reach: what closes a draft, or takes back what somebody else sent, comes last.
_LESS_ASKED = {"change": 1, "take_back": 2, "discard": 3, "recall": 3}


@dataclass(frozen=True, slots=True)
class Stage:
    """One state on the bar; `mark` is the class of what lies behind, of where we are, of what is ahead."""

    label: str
    mark: str


@dataclass(frozen=True, slots=True)
class Button:
    """A step that this person may take now."""

    verb: str
    label: str
    icon: str
    url: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The bar of one draft for one person."""

    stages: list[Stage]
    at: int
    label: str
    state: str
    buttons: list[Button]

    @property
    def number(self) -> int:
        """Which step it is at, counted as people do."""
        return self.at + 1


def way_of(draft: OutgoingDraft, user: User) -> Way:
    """The bar of `draft` as `user` sees it."""
    state = State(draft.state)
    stands = _STANDS_AT.get(state, state)
    at = rules.WAY.index(stands) if stands in rules.WAY else -1
    stages = [
        Stage(
            str(state.label if k == at else each.label),
            "is-now" if k == at else "is-done" if k < at else "is-ahead",
        )
        for k, each in enumerate(rules.WAY)
    ]
    return Way(stages, at, str(state.label), state.value, _buttons(draft, user, state))


def _buttons(draft: OutgoingDraft, user: User, state: State) -> list[Button]:
    verbs = rules.verbs(state, user.role) if user.is_active else ()
    found = []
    for verb in verbs:
        deed = DEEDS[verb]
        # The agency's signature may follow the person's; what leads on from there is issuing.
        primary = deed.leads_on and not (verb == "sign" and state == State.SIGNED)
        label = _("Ký thêm") if verb == "sign" and state == State.SIGNED else deed.label
        found.append(Button(verb, str(label), deed.icon, _url(draft, verb, deed), primary))
    return sorted(found, key=lambda button: (not button.is_primary, _LESS_ASKED.get(button.verb, 0)))


def _url(draft: OutgoingDraft, verb: str, deed: Deed) -> str:
    if verb == "change":
        return reverse("web:draft_editor", args=[draft.id])
    if verb == "sign":
        return reverse("web:draft_sign", args=[draft.id])
    # The version that was looked at: what was changed meanwhile is not approved unseen.
    return f"{reverse('web:draft_step', args=[draft.id, deed.name])}?ban={draft.version}"
