"""What the table of who gets what needs of this room: a request that waits, a deadline that stands still, a deputy."""

from __future__ import annotations

import datetime as dt
from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:assignment_extensions", "POST"): {"wanted_on": "2021-02-01", "reason": "Chờ số liệu."},
    ("api:decide_extension", "POST"): {"is_granted": True},
    ("api:clock_stops", "POST"): {"since": "2021-01-18", "cause": "Chờ hướng dẫn."},
    ("api:resume_clock", "POST"): {"until": "2021-01-18"},
    ("api:extension_rules", "PUT"): {"most": 1, "longest": 30, "days_before": 0, "may_ask_late": True},
    ("api:assignment_progress", "POST"): {"text": "Đã lấy ý kiến.", "percent": 40},
    ("api:progress_stages", "POST"): {"name": "Nghiệm thu"},
    ("api:progress_stage", "PUT"): {"name": "Dự thảo"},
    ("api:update_rules", "PUT"): {"urgent": 1, "high": 5, "normal": 10, "low": 20},
    ("api:set_priority", "POST"): {"priority": "high"},
    ("api:reopen", "POST"): {"reason": "Kết quả chưa đạt."},
    ("api:cause_kinds", "POST"): {"name": "Chờ nghiệm thu", "side": "objective"},
    ("api:cause_kind", "PUT"): {"name": "Thiên tai", "side": "objective"},
    ("api:completion_needs", "PUT"): {"role": "lead", "needs": "both"},
    ("api:state_cause", "POST"): {"kinds": ["phoi-hop"], "remedy": "Họp lại.", "head_name": "Đỗ Em"},
    ("api:give_remedy", "POST"): {"text": "Rà soát.", "leads": ["skhdt"], "field": "kinh-te"},
    ("api:deadline_deputies", "POST"): {"deputy_id": 2**60, "valid_from": "2021-01-18"},
    ("api:assignment_parts", "POST"): {"shares": [{"text": "Tổng hợp.", "unit": "phong-kh"}]},
    ("api:part", "PATCH"): {"text": "Tổng hợp, đối chiếu."},
    ("api:report_part", "POST"): {"note": "Xong."},
    ("api:return_part", "POST"): {"reason": "Thiếu số liệu."},
    ("api:withdraw_part", "POST"): {"reason": "Giao người khác."},
    ("api:assignment_transfers", "POST"): {"to_unit": "bdbp", "reason": "Đúng chức năng."},
    ("api:transfer_by_decision", "POST"): {"to_unit": "bdbp", "reason": "Đúng chức năng."},
    ("api:transfer_unit_work", "POST"): {"to_unit": "bdbp", "reason": "Kế thừa."},
    ("api:answer_transfer", "POST"): {"agrees": True},
    ("api:decide_transfer", "POST"): {"is_confirmed": True},
    ("api:merge_directives", "POST"): {"reason": "Trùng nội dung."},
    ("api:supersede_directives", "POST"): {"reason": "Văn bản sau thay thế."},
}

FORMS: dict[str, dict[str, str]] = {"web:part_step": {"note": "Xong."}}


def scenario(now: dt.datetime, province: Any, specialist: Any, office_leader: Any, lead_focal: Any) -> dict[str, Any]:
    """One of each; the specialist gave both tasks."""
    from tests.directives import story

    from dondoc.followup.commands.name_deputy import name_deputy
    from dondoc.followup.commands.report_progress import report_progress
    from dondoc.followup.commands.request_extension import request_extension
    from dondoc.followup.commands.state_cause import state_cause
    from dondoc.followup.commands.stop_clock import stop_clock
    from dondoc.followup.models import ExtensionFile, ProgressFile

    first, second = (
        story.assignment(story.give(specialist, province, now=now), province.units["skhdt"]) for _each in range(2)
    )
    asked = request_extension(
        actor=lead_focal, assignment_id=first.id, wanted_on=dt.date(2021, 2, 1), reason="Chờ số liệu.",
        files=[("cong-van.txt", b"xin")], now=now,
    )  # fmt: skip
    stop = stop_clock(actor=specialist, assignment_id=second.id, since=now.date(), cause="Chờ hướng dẫn.", now=now)
    deputy = name_deputy(actor=specialist, deputy_id=office_leader.pk, valid_from=now.date(), now=now)
    late = story.assignment(
        story.give(specialist, province, now=story.at("2021-01-07"), due_on=dt.date(2021, 1, 11)),
        province.units["skhdt"],
    )
    told = report_progress(
        actor=lead_focal, assignment_id=late.id, text="Đã lấy ý kiến.", percent=40, files=[("tien-do.txt", b"xong")],
        now=now,
    )  # fmt: skip
    cause = state_cause(actor=lead_focal, assignment_id=late.id, cause=story.CAUSE, now=now)
    return {
        "late": late.id, "progress_file": ProgressFile.objects.get(report_id=told.id).id, "cause": cause.id,
        "progress_stage": "du-thao", "cause_kind": "thien-tai",
        "asked": asked.id, "waiting": first.id, "stopped": second.id, "stop": stop.id, "deputy": deputy.id,
        "extension_file": ExtensionFile.objects.get(extension_id=asked.id).id,
        **_parts(now, province, specialist, lead_focal), **_successions(now, province, specialist, lead_focal),
    }  # fmt: skip


def _parts(now: dt.datetime, province: Any, specialist: Any, lead_focal: Any) -> dict[str, int]:
    """Parts of one assignment, in a room of the department: one of each state that a step begins from."""
    from tests.directives import story
    from tests.followup import part_world

    from dondoc.followup.models import Part, PartFile

    # They end with the day on which the table closes the department.
    ends = {"valid_to": dt.date(2021, 1, 31)}
    part_world.add_unit(province, "phong-kh", "Phòng Kế hoạch", "skhdt", **ends)
    whole = story.assignment(story.give(specialist, province, now=now), province.units["skhdt"])
    found = {"divided": whole.id}
    for state in ("assigned", "acknowledged", "reported"):
        room = part_world.add_unit(province, f"phong-{state}", f"Phòng {state}", "skhdt", **ends)
        share = part_world.divide(lead_focal, whole, unit=room, now=now)
        columns: dict[str, Any] = {"lifecycle": state}
        if state == "reported":
            columns |= {"reported_on": now.date(), "reported_by_id": lead_focal.pk, "result": "Xong."}
        Part.objects.filter(id=share.id).update(**columns)
        found[f"share_{state}"] = share.id
    part_world.step("acknowledge_part", lead_focal, with_file := part_world.divide(
        lead_focal, whole, unit=part_world.add_unit(province, "phong-tep", "Phòng tệp", "skhdt", **ends), now=now
    ), now=now)  # fmt: skip
    part_world.step("report_part", lead_focal, with_file, now=now, files=[("so-lieu.txt", b"xong")])
    found["part_file"] = PartFile.objects.get(part_id=with_file.id).id
    return found


def _successions(now: dt.datetime, province: Any, specialist: Any, lead_focal: Any) -> dict[str, int]:
    """Two requests for a transfer to Sở Y tế, two tasks that are the same, one task that another unit has now."""
    from tests.directives import story
    from tests.followup import succession_world as world

    from dondoc.followup.models import Transfer

    syt = province.units["syt"]
    of = [story.give(specialist, province, now=now) for _each in range(5)]
    first, second, third = (story.assignment(each, province.units["skhdt"]) for each in of[:3])
    asked, agreed = (world.ask(lead_focal, each, syt, now=now) for each in (first, second))
    Transfer.objects.filter(id=agreed.id).update(state="agreed")
    done = world.by_decision(specialist, third, syt, now=now)
    # The numbers of the tasks are known only now.
    JSON["api:merge_directives", "POST"]["duplicate_ids"] = [of[4].id]
    JSON["api:supersede_directives", "POST"]["superseded_ids"] = [of[4].id]
    return {
        "transfer": asked.id,
        "transfer_agreed": agreed.id,
        "succession": done.id,
        "twin": of[3].id,
        "kept": third.id,
    }
