"""Which posts the person of an account holds: by the e-mail address that the office recorded with the post, else by name.

An account says whose it is by its name and address only; what the directory says of posts decides. Two people of one
name are told apart by their addresses, or not at all: then no post is theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.foundation.text import fold
from dondoc.organizations.models import Post, Tenure
from dondoc.organizations.selectors import valid_on


@dataclass(frozen=True, slots=True)
class Held:
    """A post and who holds it."""

    post_id: int
    person_name: str
    email: str = ""


def posts_held(full_name: str, email: str, held: Iterable[Held]) -> frozenset[int]:
    """The posts of one person among those of their unit.

    Args:
        full_name: the account's; a title may stand before the name (“Chủ tịch Trần Văn An”).
        email: the account's.
        held: the posts of the unit with their holders.
    """
    everybody = list(held)
    address = email.strip().casefold()
    by_address = {one.post_id for one in everybody if address and one.email.strip().casefold() == address}
    if by_address:
        return frozenset(by_address)
    said = f" {fold(full_name)}"
    named = [one for one in everybody if fold(one.person_name) and said.endswith(f" {fold(one.person_name)}")]
    # The longest name is meant: “Văn An” is no holder of the post of “Trần Văn An”.
    longest = max((len(fold(one.person_name)) for one in named), default=0)
    named = [one for one in named if len(fold(one.person_name)) == longest]
    if len({one.email.strip().casefold() for one in named}) > 1:
        return frozenset()
    return frozenset(one.post_id for one in named)


def own_posts(user: User, on: dt.date) -> frozenset[int]:
    """The posts of their unit that an account's person holds on a day.

    The role of a unit's head is the post of its head where nothing else is known of the person.
    """
    if user.unit_id is None or not user.is_active:
        return frozenset()
    tenures = Tenure.objects.filter(
        valid_on(on), jurisdiction_id=user.jurisdiction_id, post__unit_id=user.unit_id
    ).values_list("post_id", "person_name", "email")
    found = posts_held(user.full_name, user.email, (Held(*row) for row in tenures))
    if found or user.role != Role.UNIT_HEAD:
        return found
    heads = Post.objects.filter(jurisdiction_id=user.jurisdiction_id, unit_id=user.unit_id, is_head=True)
    return frozenset(heads.values_list("id", flat=True))
