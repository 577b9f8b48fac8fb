"""`python -m dondoc.cli` is `dondoc`."""

from dondoc.cli import main

main(prog_name="dondoc")
