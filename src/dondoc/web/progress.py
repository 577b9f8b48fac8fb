"""How far something long is, as the page that waits asks it (`form[data-progress]` in app.js)."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse


def progress_answer(at: tuple[int, int] | None, words: str) -> HttpResponse:
    """Return what the bar and the words beside it show; nothing (204) where nothing goes on.

    Args:
        at: how many of how many are done (`foundation.progress.progress_of`).
        words: a sentence that takes `done` and `total`.
    """
    if at is None:
        return HttpResponse(status=204)
    done, total = at
    return JsonResponse({"words": words % {"done": done, "total": total}, "done": round(100 * done / max(total, 1))})
