"""Benchmarks: each of our figures beside a floor measured in the same run, interleaved."""
