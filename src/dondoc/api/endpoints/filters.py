"""The filters of the list that a person keeps."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.replies import no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.directives import FilterList, KeptFilter, NewFilter
from dondoc.directives.commands.delete_filter import delete_filter
from dondoc.directives.commands.save_filter import save_filter
from dondoc.directives.forms import parse_query
from dondoc.directives.saved_filters import saved_filters
from dondoc.foundation.errors import BadInput
from dondoc.organizations.models import Unit, WorkField
from dondoc.web.requests import PageRequest

router = Router(tags=["Bộ lọc"])


@router.get("/filters", response=FilterList, summary="Các bộ lọc của tôi", url_name="filters")
def list_of_filters(request: PageRequest) -> HttpResponse:
    """Trả các bộ lọc danh sách mà người hỏi đã lưu, theo tên; `query` là tham số của GET /assignments."""
    lookups.require_directives(request.user)
    return reply({"items": [kept._asdict() for kept in saved_filters(request.user)]})


@router.post("/filters", response={201: KeptFilter}, summary="Lưu bộ lọc", url_name="filters")
def keep_filter(request: PageRequest, body: Body[NewFilter]) -> HttpResponse:
    """Lưu một bộ lọc dưới một tên của mình."""
    user = request.user
    lookups.require_directives(user)
    here = {"jurisdiction_id": user.jurisdiction_id}
    query = parse_query(
        QueryDict(body.query),
        units=set(Unit.objects.filter(**here).values_list("code", flat=True)),
        fields=set(WorkField.objects.filter(**here).values_list("code", flat=True)),
        today=request.today,
    )
    if query.problems:
        raise BadInput(query.problems[0], code="bad_query", field="query")
    kept = save_filter(actor=user, name=body.name, query=query.without("on").string(), now=request.now)
    return reply({"id": kept.id, "name": kept.name, "query": kept.query}, status=201)


@router.delete("/filters/{filter_id}", response={204: None}, summary="Xoá bộ lọc", url_name="filter")
def drop_filter(request: PageRequest, filter_id: Id) -> HttpResponse:
    """Xoá một bộ lọc của mình."""
    delete_filter(actor=request.user, filter_id=filter_id)
    return no_content()
