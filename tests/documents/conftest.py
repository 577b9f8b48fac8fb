"""A notice written for the tests: facts of no real document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.buckets import bucket_place, s3_server
from tests.connections import _triggers_again, at_once, real_connections

__all__ = ["_triggers_again", "at_once", "bucket_place", "real_connections", "s3_server"]

NOTICE = """UBND TỈNH KIÊN GIANG
VĂN PHÒNG

Số: 21 /TB-VP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Kiên Giang, ngày 12 tháng 01 năm 2021

THÔNG BÁO

Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về giải ngân vốn đầu tư công

Ngày 11 tháng 01 năm 2021, Chủ tịch Ủy ban nhân dân tỉnh Trần Văn An chủ trì cuộc họp. Sau khi nghe báo cáo, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến kết luận như sau:

1. Giao Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính tổng hợp danh mục dự án chậm tiến độ, báo cáo UBND tỉnh trước ngày 25/01/2021.

2. Giao Bộ Chỉ huy Bộ đội Biên phòng rà soát các chốt kiểm soát trên tuyến biên giới, đề xuất phương án trong tháng 02 năm 2021.

3. Đối với UBND các huyện, thành phố:

Tiếp tục đẩy nhanh bàn giao mặt bằng các dự án trọng điểm trên địa bàn.

4. Giao Sở Y tế tham mưu kế hoạch ngay sau khi nghị quyết của Hội đồng nhân dân tỉnh được ban hành.

Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết, thực hiện.

Nơi nhận:

- Thường trực Tỉnh ủy;
- Các sở, ngành;
- Lưu: VT, ptkhoa.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG



Nguyễn Thị Mẫu
"""


@pytest.fixture
def notice() -> str:
    return NOTICE


@pytest.fixture
def files_folder(settings: Any, tmp_path: Path) -> Path:
    """A files folder of this test alone."""
    folder = tmp_path / "files"
    folder.mkdir()
    settings.FILES_FOLDER = folder
    return folder


@pytest.fixture
def files(files_folder: Path) -> Callable[[], list[str]]:
    """A function that lists every file in it, whatever its name."""

    def listed() -> list[str]:
        return sorted(str(path.relative_to(files_folder)) for path in files_folder.rglob("*") if path.is_file())

    return listed
