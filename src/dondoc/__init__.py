"""Đôn Đốc: the chain from a conclusion to its review, for a provincial People's Committee."""

__version__ = "0.1.0"
