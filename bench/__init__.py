"""Benchmarks: one file per figure that the README names. `make bench` runs them all."""
