"""The root of the API: everything under `/api/v1`."""

from ninja import NinjaAPI

api = NinjaAPI(urls_namespace="api", title="Đôn Đốc", version="1")
