"""The example province's sign-ins."""

from __future__ import annotations

PASSWORD = "kien-giang-2021"  # noqa: S105 - the example's, printed on purpose; real accounts never have it
SHOWN = (
    ("chutich", "Chủ tịch UBND tỉnh"),
    ("chanhvp", "Chánh Văn phòng"),
    ("cv.kinhte", "Chuyên viên theo dõi khối kinh tế"),
    ("vanthu", "Văn thư"),
    ("gd.skhdt", "Giám đốc Sở Kế hoạch và Đầu tư"),
    ("dm.skhdt", "Đầu mối Sở Kế hoạch và Đầu tư"),
    ("hdnd", "Thường trực HĐND (chỉ xem)"),
    ("quantri", "Quản trị hệ thống"),
)


def sign_in_table() -> str:
    """Return the lines that `make run` prints: who may be tried, and the password."""
    width = max(len(name) for name, _ in SHOWN)
    lines = [f"  {name.ljust(width)}  {who}" for name, who in SHOWN]
    return "\n".join(["Tài khoản dùng thử (mật khẩu chung: " + PASSWORD + "):", *lines])
