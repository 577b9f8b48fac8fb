"""`{% translate "…" %}` and `{% url 'web:…' %}` without arguments, worked out once instead of for every page.

A page has dozens of them, and each says the same on every page: the words depend on the language alone, the
address on where the application is mounted. Anything else is left to Django's own tags.
"""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.base import Node, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf
from django.utils.translation import get_language

register = template.Library()


class Constant(Node):
    """A node whose result depends on a few facts outside of the context, asked for by `_key`."""

    def __init__(self, node: TranslateNode | URLNode) -> None:
        self.asvar = node.asvar
        node.asvar = None
        self._node = node
        self._known: dict[object, str] = {}

    def render(self, context: Context) -> str:
        """Return what the node gave before under the same facts, or ask it."""
        key = self._key()
        text = self._known.get(key)
        if text is None:
            text = self._known[key] = self._ask(context)
        if self.asvar:
            context[self.asvar] = text
            return ""
        return text

    def _ask(self, context: Context) -> str:
        return self._node.render(context)

    def _key(self) -> object:
        """Return the facts that the result depends on."""
        return None


class Words(Constant):
    """Words of ours."""

    def _key(self) -> object:
        return get_language()


class Address(Constant):
    """The address of a screen that takes no arguments; `as` gives an empty one where there is no such screen."""

    def _ask(self, context: Context) -> str:
        try:
            return super()._ask(context)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            return ""

    def _key(self) -> object:
        return get_urlconf(), get_script_prefix()


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's `translate`; one of plain words is looked up once a language."""
    node = do_translate(parser, token)
    written = node.filter_expression
    plain = written.var.literal is not None and not written.filters and not node.message_context and not node.noop
    return Words(node) if plain else node


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Django's `url`; one of a named screen without arguments is reversed once."""
    node = parse_url(parser, token)
    named = node.view_name
    plain = isinstance(named.var, str) and not named.filters and not node.args and not node.kwargs
    return Address(node) if plain else node
