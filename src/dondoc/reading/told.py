"""Sections that tell how things stand: duties begin there with the first paragraph that orders something.

"I. VỀ TÌNH HÌNH KINH TẾ - XÃ HỘI: 1. Chính phủ thống nhất đánh giá … 2. Chính phủ yêu cầu các bộ …"
"""

from __future__ import annotations

from . import nature
from .actors import Roles, analyse
from .drafts import Context
from .sentences import sentences
from .structure import Node
from .tokens import Tokens, tokenise

_LONGEST = 12_000
# What makes a subject's act a duty also where things are told.
_BINDING = frozenset({"khẩn trương", "chủ trì", "có trách nhiệm", "chịu trách nhiệm", "tập trung", "tiếp tục"})


def begin_with_orders(nodes: list[Node], context: Context) -> None:
    """Let the paragraphs of such sections hold duties from the first order on.

    Args:
        nodes: all paragraphs in order; `operative` is set on those concerned.
        context: what the document says around a sentence.
    """
    ordering = False
    for node in nodes:
        ordering = node.told and (ordering or _orders(node, context))
        node.operative = node.operative or ordering


def _orders(node: Node, context: Context) -> bool:
    for start, end in sentences(node.block.same, node.begin):
        same = node.block.same[start:end]
        if len(same) > _LONGEST or nature.no_duty(same) or nature.narrates(same, context.written):
            continue
        t = tokenise(node.block.text[start:end], same)
        roles = analyse(t, is_author=context.is_author, inherited=False)
        if not roles.lead or nature.past(t, roles.lead[-1].last):
            continue
        if roles.how == "assign" or (roles.how == "subject" and node.labelled and _bound(t, roles)):
            return True
    return False


def _bound(t: Tokens, roles: Roles) -> bool:
    return roles.at == 0 and t.phrase(roles.lead[-1].last, 3, _BINDING) > 0
