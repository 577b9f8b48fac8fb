"""An S3 server and buckets in it."""

from tests.buckets import bucket, bucket_place, s3_server

__all__ = ["bucket", "bucket_place", "s3_server"]
