"""Đơn vị: units and their people."""
