"""Stars, themes, comments with those they mention, what one watches."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts.permissions import scope_of
from dondoc.accounts.selectors import user_names
from dondoc.api import lookups
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.attention import (
    DirectiveComment,
    DirectiveComments,
    DirectiveCommentText,
    Gathered,
    GatheredNew,
    NewDirectiveComment,
    NewStar,
    NewTheme,
    StarItem,
    ThemeDetail,
    ThemeFacts,
    ThemeItem,
    ThemeQuery,
    Themes,
    WatchedItems,
)
from dondoc.api.schemas.common import Id
from dondoc.attention.commands.change_comment import change_comment
from dondoc.attention.commands.change_theme import change_theme
from dondoc.attention.commands.close_theme import close_theme
from dondoc.attention.commands.gather_directives import gather_directives
from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.release_directive import release_directive
from dondoc.attention.commands.remove_comment import remove_comment
from dondoc.attention.commands.reopen_theme import reopen_theme
from dondoc.attention.commands.star_directive import star_directive
from dondoc.attention.commands.unstar_directive import unstar_directive
from dondoc.attention.commands.unwatch import unwatch
from dondoc.attention.commands.watch import watch
from dondoc.attention.commands.write_comment import write_comment
from dondoc.attention.models import Theme
from dondoc.attention.permissions import may_change_comment, may_open_theme, may_remove_comment
from dondoc.attention.selectors import (
    Said,
    comment_for,
    comments_for,
    directives_seen,
    gathered_on,
    star_of,
    subject_for,
    theme_for,
    themes_for,
    watches_of,
    watches_seen,
)
from dondoc.reviews.figures import Slice, overview
from dondoc.web.requests import PageRequest

router = Router(tags=["Quan tâm"])


@router.get("/directives/{directive_id}/star", response=StarItem, summary="Dấu sao", url_name="star")
def star_of_directive(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Trả dấu sao đang có của nhiệm vụ."""
    lookups.require_directives(request.user)
    subject_for(request.user, directive_id)
    return reply(_star(request, directive_id))


@router.put("/directives/{directive_id}/star", response=StarItem, summary="Đánh dấu sao", url_name="star")
def star_one(request: PageRequest, directive_id: Id, body: Body[NewStar]) -> HttpResponse:
    """Lãnh đạo UBND tỉnh hoặc lãnh đạo Văn phòng đánh dấu."""
    lookups.require_directives(request.user)
    star_directive(directive_id=directive_id, note=body.note, **request.who)
    return reply(_star(request, directive_id))


@router.delete("/directives/{directive_id}/star", response={204: None}, summary="Bỏ dấu sao", url_name="star")
def unstar_one(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Bỏ dấu; những ngày đã có dấu vẫn được giữ."""
    lookups.require_directives(request.user)
    unstar_directive(directive_id=directive_id, **request.who)
    return no_content()


@router.get("/themes", response=Themes, summary="Các chuyên đề", url_name="themes")
def list_of_themes(request: PageRequest) -> HttpResponse:
    """Trả các chuyên đề; người của đơn vị thấy chuyên đề có phần việc của mình."""
    lookups.require_directives(request.user)
    watched = set(watches_of(request.user).values_list("theme_id", flat=True))
    return reply({"items": [_theme(request, one, watched) for one in themes_for(request.user)]})


@router.post("/themes", response={201: ThemeItem}, summary="Mở chuyên đề", url_name="themes")
def open_one_theme(request: PageRequest, body: Body[NewTheme]) -> HttpResponse:
    """Lãnh đạo hoặc chuyên viên Văn phòng mở."""
    lookups.require_directives(request.user)
    return reply(_theme_item(request, open_theme(**body.model_dump(), **request.who).id), status=201)


@router.get("/themes/{theme_id}", response=ThemeDetail, summary="Một chuyên đề", url_name="theme")
def one_theme(request: PageRequest, theme_id: Id, query: Query[ThemeQuery]) -> HttpResponse:
    """Trả một chuyên đề với số liệu của ngày `on`; `GET /assignments?theme=…` mở đúng các dòng được đếm."""
    lookups.require_directives(request.user)
    user, theme = request.user, theme_for(request.user, theme_id)
    moment = lookups.moment_of(request, query.on, None)
    belongs = gathered_on(user.jurisdiction_id, theme.id, moment.on)
    figures = overview(scope_of(user), moment, Slice(directive_ids=belongs)).total
    seen = [one.id for one in directives_seen(user, belongs)]
    return reply(
        {
            **_theme_item(request, theme.id), "on": moment.on, "directive_ids": seen,
            "figures": figures.as_dict(),
        }
    )  # fmt: skip


@router.patch("/themes/{theme_id}", response=ThemeItem, summary="Sửa chuyên đề", url_name="theme")
def change_one_theme(request: PageRequest, theme_id: Id, body: Body[ThemeFacts]) -> HttpResponse:
    """Đổi tên, mục đích, thời gian của chuyên đề đang mở."""
    lookups.require_directives(request.user)
    change_theme(theme_id=theme_id, **body.model_dump(), **request.who)
    return reply(_theme_item(request, theme_id))


@router.post("/themes/{theme_id}/close", response=ThemeItem, summary="Kết thúc chuyên đề", url_name="close_theme")
def close_one_theme(request: PageRequest, theme_id: Id) -> HttpResponse:
    """Không đưa thêm nhiệm vụ vào được nữa; số liệu vẫn giữ."""
    lookups.require_directives(request.user)
    close_theme(theme_id=theme_id, **request.who)
    return reply(_theme_item(request, theme_id))


@router.post("/themes/{theme_id}/reopen", response=ThemeItem, summary="Mở lại chuyên đề", url_name="reopen_theme")
def reopen_one_theme(request: PageRequest, theme_id: Id) -> HttpResponse:
    """Mở lại chuyên đề đã kết thúc."""
    lookups.require_directives(request.user)
    reopen_theme(theme_id=theme_id, **request.who)
    return reply(_theme_item(request, theme_id))


@router.post(
    "/themes/{theme_id}/directives", response=GatheredNew, summary="Đưa nhiệm vụ vào chuyên đề", url_name="gather"
)
def gather_into_theme(request: PageRequest, theme_id: Id, body: Body[Gathered]) -> HttpResponse:
    """Đưa vào từ hôm nay; nhiệm vụ đã thuộc chuyên đề thì giữ nguyên."""
    lookups.require_directives(request.user)
    return reply({"added": gather_directives(theme_id=theme_id, directive_ids=body.directive_ids, **request.who)})


@router.delete(
    "/themes/{theme_id}/directives/{directive_id}", response={204: None}, summary="Đưa nhiệm vụ ra khỏi chuyên đề",
    url_name="release",
)  # fmt: skip
def release_from_theme(request: PageRequest, theme_id: Id, directive_id: Id) -> HttpResponse:
    """Đưa ra từ hôm nay; những ngày trước không đổi."""
    lookups.require_directives(request.user)
    release_directive(theme_id=theme_id, directive_id=directive_id, **request.who)
    return no_content()


@router.get("/directives/{directive_id}/comments", response=DirectiveComments, summary="Trao đổi", url_name="comments")
def comments_of_directive(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Trả những ý kiến người hỏi đọc được."""
    lookups.require_directives(request.user)
    said = comments_for(request.user, subject_for(request.user, directive_id))
    return reply({"items": _comments(request, said)})


@router.post(
    "/directives/{directive_id}/comments", response={201: DirectiveComment}, summary="Gửi ý kiến", url_name="comments"
)
def comment_on_directive(request: PageRequest, directive_id: Id, body: Body[NewDirectiveComment]) -> HttpResponse:
    """Gửi ý kiến về nhiệm vụ hoặc về phần việc của một đơn vị; @tên-đăng-nhập nhắc tới một người đọc được."""
    lookups.require_directives(request.user)
    comment = write_comment(directive_id=directive_id, **body.model_dump(), **request.who)
    return reply(_comment(request, comment.id), status=201)


@router.patch("/comments/{comment_id}", response=DirectiveComment, summary="Sửa ý kiến", url_name="comment")
def change_one_comment(request: PageRequest, comment_id: Id, body: Body[DirectiveCommentText]) -> HttpResponse:
    """Người viết sửa lời của mình; sổ cái giữ cả lời cũ."""
    lookups.require_directives(request.user)
    change_comment(comment_id=comment_id, text=body.text, **request.who)
    return reply(_comment(request, comment_id))


@router.delete("/comments/{comment_id}", response={204: None}, summary="Gỡ ý kiến", url_name="comment")
def remove_one_comment(request: PageRequest, comment_id: Id) -> HttpResponse:
    """Người viết, hoặc lãnh đạo Văn phòng, gỡ ý kiến."""
    lookups.require_directives(request.user)
    remove_comment(comment_id=comment_id, **request.who)
    return no_content()


@router.get("/watches", response=WatchedItems, summary="Những nơi đang theo dõi", url_name="watches")
def list_of_watches(request: PageRequest) -> HttpResponse:
    """Trả những nơi người hỏi theo dõi."""
    lookups.require_directives(request.user)
    items = [
        {
            "directive_id": one.watch.directive_id, "theme_id": one.watch.theme_id,
            "name": one.theme.name if one.theme else one.directive.text if one.directive else _("Nội dung bạn không còn quyền xem"),
            "since": at(one.watch.since),
        }
        for one in watches_seen(request.user)
    ]  # fmt: skip
    return reply({"items": items})


@router.put("/directives/{directive_id}/watch", response={204: None}, summary="Theo dõi nhiệm vụ", url_name="watch")
def watch_one_directive(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Được báo khi người khác thay đổi hoặc trao đổi ở nhiệm vụ này."""
    lookups.require_directives(request.user)
    watch(actor=request.user, directive_id=directive_id, now=request.now)
    return no_content()


@router.delete("/directives/{directive_id}/watch", response={204: None}, summary="Thôi theo dõi", url_name="watch")
def unwatch_one_directive(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Thôi theo dõi nhiệm vụ, kể cả khi không còn quyền xem."""
    lookups.require_directives(request.user)
    unwatch(actor=request.user, directive_id=directive_id)
    return no_content()


@router.put("/themes/{theme_id}/watch", response={204: None}, summary="Theo dõi chuyên đề", url_name="watch_theme")
def watch_one_theme(request: PageRequest, theme_id: Id) -> HttpResponse:
    """Được báo về mọi nhiệm vụ của chuyên đề."""
    lookups.require_directives(request.user)
    watch(actor=request.user, theme_id=theme_id, now=request.now)
    return no_content()


@router.delete(
    "/themes/{theme_id}/watch", response={204: None}, summary="Thôi theo dõi chuyên đề", url_name="watch_theme"
)
def unwatch_one_theme(request: PageRequest, theme_id: Id) -> HttpResponse:
    """Thôi theo dõi chuyên đề."""
    lookups.require_directives(request.user)
    unwatch(actor=request.user, theme_id=theme_id)
    return no_content()


def _star(request: PageRequest, directive_id: int) -> dict[str, Any]:
    star = star_of(request.user.jurisdiction_id, directive_id)
    names = user_names(request.user.jurisdiction_id, {star.starred_by_id}) if star else {}
    return {
        "directive_id": directive_id, "is_starred": star is not None, "note": star.note if star else "",
        "since": star.since if star else None, "starred_by": names.get(star.starred_by_id, "") if star else "",
    }  # fmt: skip


def _theme_item(request: PageRequest, theme_id: int) -> dict[str, Any]:
    watched = set(watches_of(request.user).values_list("theme_id", flat=True))
    return _theme(request, theme_for(request.user, theme_id), watched)


def _theme(request: PageRequest, theme: Theme, watched: set[int | None]) -> dict[str, Any]:
    actions: list[str] = []
    if may_open_theme(request.user):
        actions = ["reopen"] if theme.closed_on else ["change", "gather", "close"]
    return {
        "id": theme.id, "name": theme.name, "about": theme.about, "starts_on": theme.starts_on, "ends_on": theme.ends_on,
        "closed_on": theme.closed_on, "is_watched": theme.id in watched, "actions": actions,
    }  # fmt: skip


def _comment(request: PageRequest, comment_id: int) -> dict[str, Any]:
    comment, subject = comment_for(request.user, comment_id)
    said = [one for one in comments_for(request.user, subject) if one.comment.id == comment.id]
    return _comments(request, said)[0]


def _comments(request: PageRequest, said: list[Said]) -> list[dict[str, Any]]:
    names = user_names(request.user.jurisdiction_id, {one.comment.written_by_id for one in said})
    items = []
    for one in said:
        comment = one.comment
        actions = [
            verb
            for verb, may in (("change", may_change_comment), ("remove", may_remove_comment))
            if may(request.user, comment)
        ]
        is_removed = comment.removed_at is not None
        items.append(
            {
                "id": comment.id, "directive_id": comment.directive_id, "assignment_id": comment.assignment_id,
                "text": "" if is_removed else comment.text, "author": names.get(comment.written_by_id, ""),
                "written_at": at(comment.written_at), "changed_at": at(comment.changed_at), "is_removed": is_removed,
                "mentioned": [] if is_removed else sorted(one.names), "actions": actions,
            }
        )  # fmt: skip
    return items
