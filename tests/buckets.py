"""An S3 server in a process of its own on loopback, and buckets in it: fixtures to be imported where they are needed."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import boto3
import pytest

from dondoc.stores import BucketPlace
from dondoc.stores.s3 import S3Store

_SERVE = """
import sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""
_names = itertools.count(1)


@dataclass
class Server:
    """A running S3 server."""

    process: subprocess.Popen[str]
    endpoint: str

    @cached_property
    def client(self):
        keys = {"aws_access_key_id": "khoa", "aws_secret_access_key": "bi-mat", "region_name": "us-east-1"}
        return boto3.client("s3", endpoint_url=self.endpoint, **keys)

    def new_bucket(self) -> BucketPlace:
        name = f"dondoc-{os.getpid()}-{next(_names)}"
        self.client.create_bucket(Bucket=name)
        return BucketPlace(bucket=name, key_id="khoa", secret="bi-mat", endpoint=self.endpoint)

    def keys(self, place: BucketPlace) -> list[str]:
        """Every object of a bucket, under whatever prefix."""
        return [each["Key"] for each in self.client.list_objects_v2(Bucket=place.bucket).get("Contents", ())]

    def spoil(self, place: BucketPlace, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=place.bucket, Key=key, Body=content)

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def started() -> Server:
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return Server(process, f"http://127.0.0.1:{process.stdout.readline().strip()}")


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Server]:
    server = started()
    yield server
    server.stop()


@pytest.fixture
def bucket_place(s3_server: Server) -> BucketPlace:
    return s3_server.new_bucket()


@pytest.fixture
def bucket(bucket_place: BucketPlace) -> S3Store:
    return S3Store(bucket_place)


def nowhere(place: BucketPlace) -> BucketPlace:
    """The same place on a server that is down."""
    return replace(place, endpoint="http://127.0.0.1:9")
