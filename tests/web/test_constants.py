"""Tags that are worked out once say what Django's own say, in every language and under every mount."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, set_script_prefix
from django.utils.translation import override


@pytest.fixture
def mounted():
    yield set_script_prefix
    set_script_prefix("/")


def test_words_follow_the_language_of_each_page():
    page = Template('{% translate "Quá hạn" %}')
    for _ in range(2):
        assert page.render(Context()) == "Quá hạn"
        with override("en"):
            assert page.render(Context()) == "Overdue"


def test_words_are_kept_for_later_under_a_name():
    page = Template('{% translate "Quá hạn" as said %}[{{ said }}]')
    with override("en"):
        assert page.render(Context()) == page.render(Context()) == "[Overdue]"


def test_words_of_the_page_itself_are_never_kept():
    page = Template("{% translate word %}")
    assert [page.render(Context({"word": word})) for word in ("Một", "Hai", "<b>")] == ["Một", "Hai", "&lt;b&gt;"]


def test_an_address_follows_where_the_application_is_mounted(mounted):
    page = Template("{% url 'web:directives' %}")
    assert page.render(Context()) == "/nhiem-vu/"
    mounted("/dondoc/")
    assert page.render(Context()) == "/dondoc/nhiem-vu/"
    mounted("/")
    assert page.render(Context()) == "/nhiem-vu/"


def test_an_address_with_arguments_is_worked_out_each_time():
    page = Template("{% url 'web:directive' number %}")
    assert [page.render(Context({"number": number})) for number in (1, 2)] == ["/nhiem-vu/1/", "/nhiem-vu/2/"]


def test_a_screen_that_is_not_there():
    with pytest.raises(NoReverseMatch):
        Template("{% url 'web:nowhere' %}").render(Context())
    assert Template("{% url 'web:nowhere' as there %}[{{ there }}]").render(Context()) == "[]"
