"""Stars, themes and what belongs to them, comments with those they mention, what a person watches.

Stars and the directives of a theme hold from the day `since` and no more on the day `ended_on` (empty: still), so that the
page of a theme and the list of what was starred answer for any past day: what a day says is what stood at its end.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to


class Star(DomainModel):
    """A leader's mark that a directive comes first, from a day on."""

    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="stars")
    note = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True, help_text="the first day on which it holds no more")
    starred_at = models.DateTimeField()
    starred_by_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "directive_id"], condition=Q(ended_at__isnull=True), name="star_once",
                violation_error_message=_("Nhiệm vụ này đã được đánh dấu sao."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True) | Q(ended_on__gte=F("since"), ended_at__isnull=False),
                name="star_ends_with_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "since", "directive_id"], name="star_since")]


class Theme(DomainModel):
    """A matter that directives of many documents serve (chuyên đề): Tết, an epidemic, a dual goal."""

    name = models.CharField(max_length=200)
    search_text = models.CharField(max_length=200, help_text="the name, folded")
    sort_key = models.CharField(max_length=600, db_collation="C")
    about = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the last day as planned; it stays open until it is closed")
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField()
    closed_on = models.DateField(null=True)
    closed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "search_text"], condition=Q(closed_on__isnull=True), name="theme_name_once",
                violation_error_message=_("Đã có chuyên đề đang mở mang tên này."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="theme_days_ordered"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ThemeDirective(DomainModel):
    """A directive belongs to a theme from a day on."""

    theme_id = models.BigIntegerField()
    theme = belongs_to("attention.Theme", "theme_id", related_name="gathered")
    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="themes")
    since = models.DateField()
    ended_on = models.DateField(null=True, help_text="the first day on which it belongs to it no more")
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)
    removed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "theme_id", "directive_id"], condition=Q(removed_at__isnull=True),
                name="theme_directive_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "theme_id", "since"], name="theme_directive_of"),
            models.Index(fields=["jurisdiction_id", "directive_id"], name="theme_of_directive"),
        ]


class Comment(DomainModel):
    """What somebody said of a directive, or of one unit's part in it. One that was removed keeps its place."""

    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="comments")
    assignment_id = models.BigIntegerField(null=True, help_text="only its readers read it; empty: of the whole")
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="comments", null=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField()
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction_id", "directive_id", "written_at"], name="comment_of_directive"),
        ]


class Mention(DomainModel):
    """A comment calls on a person."""

    comment_id = models.BigIntegerField()
    comment = belongs_to("attention.Comment", "comment_id", related_name="mentions")
    user_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "comment_id", "user_id"], name="mention_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "user_id"], name="mention_of")]


class Watch(DomainModel):
    """A person wants to be told of what happens to a directive, or to all of a theme."""

    user_id = models.BigIntegerField()
    directive_id = models.BigIntegerField(null=True)
    directive = belongs_to("directives.Directive", "directive_id", related_name="watches", null=True)
    theme_id = models.BigIntegerField(null=True)
    theme = belongs_to("attention.Theme", "theme_id", related_name="watches", null=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(directive_id__isnull=False, theme_id__isnull=True)
                | Q(directive_id__isnull=True, theme_id__isnull=False),
                name="watch_of_one",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "user_id", "directive_id"], condition=Q(directive_id__isnull=False),
                name="watch_directive_once",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "user_id", "theme_id"], condition=Q(theme_id__isnull=False),
                name="watch_theme_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "directive_id"], name="watch_of_directive"),
            models.Index(fields=["jurisdiction_id", "theme_id"], name="watch_of_theme"),
        ]


class WatchClock(DomainModel):
    """Until which moment those who watch have been told; one row of a jurisdiction."""

    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id"], name="watch_clock_once")]
