"""What can go wrong with the embedded server, worded for the person at the terminal."""

import errno

_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa hết chỗ",
    errno.EDQUOT: "hết hạn mức dung lượng",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EEXIST: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết tượng trưng vòng tròn",
    errno.ENOENT: "không có thư mục chứa nó",
}


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot do what was asked; the message is a Vietnamese sentence."""


class FolderBusyError(EmbeddedError):
    """Another process holds the data folder and did not let go in time."""


def reason(error: OSError) -> str:
    """Say in Vietnamese why the system refused.

    Args:
        error: what it raised.

    Returns:
        Words for the end of a sentence, without a full stop; the system's own where we have none.
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
